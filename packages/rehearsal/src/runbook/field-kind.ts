/** What a field of a status can be: a type, or one of these words. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'object' | readonly string[]
