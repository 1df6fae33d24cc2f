// The names of the error classes: printed from ErrorKind (src/error.rs) by
// `cargo xtask types --bless`.

export const NAMES =
  /^(InvalidArgument|Authentication|PermissionDenied|NotFound|InvalidRequest|RateLimit|Server|Connection|Timeout|Decode|Redirect|ReplyTooLarge|OutcomeUnknown|WebhookVerification|Internal)Error$/;
