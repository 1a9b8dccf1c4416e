/**
 * The mock network's doors for programs outside the lab (NET-08, NET-04, NET-10). `challenge` is the HTTP proxy that
 * asks for a user, for programs that name one only when asked (NET-14).
 */
export type NetworkDoor = 'dns' | 'socks' | 'http' | 'challenge' | 'control'
