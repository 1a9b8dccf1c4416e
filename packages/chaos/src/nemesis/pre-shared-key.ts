/** What operators of campaigns in virtual time have agreed on (FO-02): strong enough, and nothing in a campaign guesses it. */
export const preSharedKey = 'chaos-campaign-key-1'
