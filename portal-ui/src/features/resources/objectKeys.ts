/** What cannot be seen, or makes other characters seem to stand elsewhere. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
const NOT_IN_NAMES = /[\p{C}\p{Z}\\:*?"'<>|;%]/gu

/** A key as it can be read: a plugin chooses it freely, with characters that nobody sees. */
export const readable = (key: string) => key.replace(UNSEEN, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`)

/** How the file is called that an object becomes. */
export const fileName = (key: string) => key.slice(key.lastIndexOf('/') + 1).replace(NOT_IN_NAMES, '_').replace(/^\.+/, '_') || 'object'
