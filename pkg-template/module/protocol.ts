// The numbers by which the module and this package understand each other: printed from src/protocol.rs by
// `cargo xtask types --bless`.

// What a word of the tape is: the lowest four bits of its head.

/** Absent: `undefined`. */
export const TAG_NONE = 0;

/** `null`. */
export const TAG_NULL = 1;

/** `true`. */
export const TAG_TRUE = 2;

/** `false`. */
export const TAG_FALSE = 3;

/** A whole number of at most 53 bits: the upper ones in the head, the lower 32 in the payload. */
export const TAG_INT = 4;

/** The same, negative. */
export const TAG_NEG = 5;

/** A stretch of the text: its length in the head, its start in the payload, both in UTF-16 units. */
export const TAG_TEXT = 6;

/** The same between two quotes, with escapes to resolve. */
export const TAG_ESCAPED = 7;

/** An object: the shape's id in the head, the place of its first slot in the payload. */
export const TAG_OBJECT = 8;

/** A list: the number of items in the head, the place of the first in the payload. */
export const TAG_LIST = 9;

/** As `ESCAPED`, and lower-case. */
export const TAG_LOWER = 10;

/** A stretch of the text that is JSON, parsed as it is. */
export const TAG_JSON = 11;

/** A time that came as a number: milliseconds since 1970, as in `INT`. It becomes RFC 3339. */
export const TAG_TIME = 12;

/** As `OBJECT`, with only the members that came: the others are `NONE`. */
export const TAG_PARTIAL = 13;

// How an attempt ended that has no status; a status stands for itself.

/** The connection failed, before or after the service had the request. */
export const OUTCOME_LOST = -1;

/** `timeoutMs` passed before the response was complete. */
export const OUTCOME_TIMED_OUT = -2;

/** The response cannot be read; a retry would not change that. */
export const OUTCOME_GARBLED = -3;

/** Something that a retry does not change. */
export const OUTCOME_FINAL = -4;

/** There was no connection, so nothing was sent. */
export const OUTCOME_UNSENT = -5;

// What follows an attempt that failed, where it is not a wait in milliseconds before the next one.

/** The call fails with what happened. */
export const VERDICT_FAIL = -1;

/** The call fails: whether the service did it is not known. */
export const VERDICT_UNKNOWN = -2;

/** An earlier attempt did it: the call succeeds, without a value. */
export const VERDICT_DONE = -3;

// What happens when a request is sent twice.

/** Nothing changes. */
export const REPEAT_READ = 0;

/** The same state is reached again. */
export const REPEAT_SETS_STATE = 1;

/** It happens twice: never retried unless the service rejected it. */
export const REPEAT_ONCE = 2;

/** What the request names is gone: a 404 after a lost response means success. */
export const REPEAT_DELETES = 3;

/** The service recognises the second request by a key in its input. */
export const REPEAT_ONCE_BY_KEY = 4;

// How strictly a body is read.

/** What is not documented becomes its nearest meaning, or null. */
export const READING_LENIENT = 0;

/** The same, and each kind of drift is noted. */
export const READING_OBSERVED = 1;

/** What is not documented is an error. */
export const READING_STRICT = 2;

// Whose webhook it is.

/** Heymarket's. */
export const SERVICE_HEYMARKET = 0;

/** Qlara's. */
export const SERVICE_QLARA = 1;
