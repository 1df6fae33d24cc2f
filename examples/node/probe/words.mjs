// The words of which APIs make their keys: the two services' own, as far as they are documented or were
// seen, and what is common elsewhere. None of them says anything about an account.

const WORDS = new Set(
  `
  assigned blocked broadcast callback channel chat compliance content conv conversation convo created
  creator custom deduplication delivery email error execute filter flagged gallery hidden id inbound inbox key last
  link local mail media member message meta msg muted name noreply noti op outbound phone queued raw
  read reassign replied result role schedule scheduled snooze status super support survey target team template text
  till to transfer type unread updated url user

  archived ascending assignable assignee attachment author avatar bsuid caption code contact count counter date
  description destination direction display event mime number preview received source timestamp
  username wa webhook whatsapp

  account action active activity address after agent all allow amount answer any api app as at attempt
  attribute audio auth automation available before begin body bot business busy button by call campaign
  can category changed charset checksum child children city class client closed color colour comment
  company config consent context cost country currency current cursor customer data day default deleted
  delivered department detail device disabled document domain draft duration element embedded empty
  enabled encoding end entry exception expired expires expiry ext extension external extra failed
  family field file first flag flow folder for format forwarded from full gateway given group guid has
  hash header height history hour href html http icon image in index info initial instance internal is
  item job label lang language latest latitude lead length level limit line list locale location log
  long longitude lat lng lon max media metadata method millis min minute mode model modified more
  my network new next no node not note notification object of offline offset old on online only open opened
  operation operator opt option optout order organization origin original out owner page pageable paged
  parameter param parent part participant partner path payload pending permission photo picture pinned
  plain platform position post prefix presence previous prev price primary priority private profile
  property provider public quota quoted rate rating reaction reason recent recipient record ref
  reference rejected rel remaining reply request required reset resource response retry row rule
  scope score second section seen segment self sender sent server service session setting short since
  size slug sort sorted source spam start started state step stream string sub subject subscribed
  subtitle success summary system tag task tenant thread thumb thumbnail ticket time timezone title
  token topic total trace trial ttl typing unassigned unit unknown unpaged unsorted unsubscribed until
  up uri used uuid valid value variable version via video view visible voice waba waiting web website
  weight width window workflow workspace zone first numeric sms mms rcs

  canale canali cognome contatto contatti conversazione conversazioni dati elenco errore esito lista
  messaggio messaggi nome numero pagina risultati stato testo totale utente utenti
  `
    .trim()
    .split(/\s+/),
);

/** The words of a key in camelCase, PascalCase, snake_case or kebab-case, in small letters. */
export const wordsOf = (key) =>
  key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);

/** Whether APIs use this word, or the word of which it is the plural. */
export const isWord = (word) =>
  [word, word.replace(/s$/, ""), word.replace(/es$/, "")].some((one) => WORDS.has(one));
