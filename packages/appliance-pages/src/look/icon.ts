/** Two boxes, one before the other. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="5" width="20" height="9" rx="2" fill="#8aa4c8"/><rect x="9" y="17" width="20" height="9" rx="2" fill="#1f5fae"/><circle cx="13" cy="21.5" r="1.6" fill="#fff"/></svg>`
