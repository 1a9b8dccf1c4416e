/** RC2 with 40 bits, in which OpenSSL 1 and old appliances encrypt certificates; Node's OpenSSL no longer has it. */
declare module 'node-forge/lib/rc2.js' {
  interface Rc2Cipher {
    readonly output: { getBytes(): string }
    start(iv: string): void
    update(input: unknown): void
    finish(): boolean
  }
  const rc2: { createDecryptionCipher(key: string, bits: number): Rc2Cipher }
  export default rc2
}
