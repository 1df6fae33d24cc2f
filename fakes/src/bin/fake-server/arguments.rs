use std::num::NonZeroUsize;

use threadline_fakes::heymarket::Spelling;
use threadline_fakes::options::{ENVELOPES, Names, QLARA_SPELLINGS, named};
use threadline_fakes::{heymarket, qlara};

pub(crate) const HELP: &str = "\
Serves the fake services on 127.0.0.1, with made-up conversations in memory: Heymarket, and Qlara
Inbox below /api/partner-gateway/v1/inbox.

  --port N               the port; 0 takes any free one (8787)
  --one-request-each     close each connection after its first response
  --exit-with-stdin      end when standard input closes
  --help                 print this

Heymarket:
  --page-size N          how many conversations a page holds (25)
  --observed             write responses as other clients have seen them, not as the documents say
  --inclusive            let a page begin with what was updated at the very time of `date`

Qlara:
  --qlara-spelling S     the keys and forms in responses: flat, nested, renamed or sparse (flat)
  --qlara-envelope E     what a list comes in: bare, content, items, data or named (bare)

First it prints its address and the keys that it accepts. For tests, without a key:

  POST /__fake/reset            forget all that was done since the beginning
  POST /__fake/options          {\"spelling\": \"documented\" | \"observed\", \"inclusive\": …, \"pageSize\": …,
                                 \"messageOrder\": \"newest\" | \"oldest\" | \"shuffled\",
                                 \"inboxes\": \"bare\" | \"named\",
                                 \"secrets\": \"both\" | \"first\" | \"second\" | \"none\", \"clockOffsetMs\": …,
                                 \"qlara\": {\"spelling\": …, \"envelope\": …, \"pageSize\": …,
                                   \"firstPage\": \"newest\" | \"oldest\",
                                   \"replyText\": \"message\" | \"text\" | \"body\", \"usersUnavailable\": …}}
  POST /__fake/inbound          {\"service\": \"heymarket\" | \"qlara\", \"conversation\": …, \"text\": …}:
                                a contact writes, and the webhook is posted
  POST /__fake/webhooks         {\"service\": …, \"url\": …, \"event\": …}: a webhook is posted
                                Members of both: url, conversation, text, contentType, token,
                                  count, repeats, order (\"inOrder\", \"reversed\", \"shuffled\"), seed,
                                  atOnce; of the latter alone: event, status, data, body.
                                Only http addresses of this machine are posted to
  POST /__fake/heymarket/webhook  {\"url\": …}: where to post where no url is given
  DELETE /__fake/heymarket/webhook
  POST /__fake/faults           what goes wrong, a list for each operation: each entry is for one
                                request, {\"repeat\": true} stays. For example
                                {\"qlara.reply\": [{\"status\": 429, \"headers\": [[\"retry-after\", \"1\"]]},
                                                 {\"sending\": \"resetAfter\"}],
                                 \"heymarket.*\": [{\"delayMs\": 500, \"repeat\": true}]}
                                Members: delayMs, status, headers, applied, repeat;
                                body: \"empty\", \"html\", \"garbage\", \"truncated\", {\"text\": …},
                                  {\"json\": …}, {\"bytes\": […]}, {\"endless\": N}, {\"gzipBomb\": N};
                                sending: \"whole\", \"resetBefore\", \"resetAfter\", \"resetHalfway\",
                                  \"stall\", \"stallAfterHeaders\", \"stallHalfway\", {\"drip\": MS}, \"notHttp\"
  DELETE /__fake/faults         nothing goes wrong any more
  GET /__fake/requests          what arrived, and what became of the responses
  DELETE /__fake/requests       forget it
";

#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) port: u16,
    pub(crate) heymarket: heymarket::Options,
    pub(crate) qlara: qlara::Options,
    pub(crate) one_request_each: bool,
    pub(crate) exit_with_stdin: bool,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Arguments {
            port: 8787,
            heymarket: heymarket::Options::default(),
            qlara: qlara::Options::default(),
            one_request_each: false,
            exit_with_stdin: false,
            help: false,
        };
        while let Some(flag) = given.next() {
            match flag.as_str() {
                "--port" => arguments.port = number(&flag, given.next())?,
                "--page-size" => {
                    let size: NonZeroUsize = number(&flag, given.next())?;
                    arguments.heymarket.page_size = size.get();
                }
                "--observed" => arguments.heymarket.spelling = Spelling::Observed,
                "--inclusive" => arguments.heymarket.inclusive = true,
                "--qlara-spelling" => {
                    arguments.qlara.spelling = one_of(&flag, QLARA_SPELLINGS, given.next())?;
                }
                "--qlara-envelope" => {
                    arguments.qlara.envelope = one_of(&flag, ENVELOPES, given.next())?;
                }
                "--one-request-each" => arguments.one_request_each = true,
                "--exit-with-stdin" => arguments.exit_with_stdin = true,
                "--help" | "-h" => arguments.help = true,
                _ => return Err(format!("unknown flag {flag}")),
            }
        }
        Ok(arguments)
    }
}

fn number<N: std::str::FromStr>(flag: &str, given: Option<String>) -> Result<N, String> {
    let given = given.ok_or_else(|| format!("{flag} wants a number"))?;
    given.parse().map_err(|_| format!("{flag} wants a number, not {given}"))
}

fn one_of<T: Copy>(flag: &str, names: &Names<T>, given: Option<String>) -> Result<T, String> {
    let value = given.as_deref().and_then(|given| named(names, given));
    value.ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("{flag} wants one of {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use threadline_fakes::qlara::Envelope;

    use super::*;

    fn parse(given: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(given.iter().copied().map(str::to_owned))
    }

    #[test]
    fn without_flags_all_is_as_the_help_says() {
        let arguments = parse(&[]).unwrap();
        assert_eq!(arguments.port, 8787);
        assert_eq!(arguments.heymarket, heymarket::Options::default());
        assert_eq!(arguments.qlara, qlara::Options::default());
        assert!(!arguments.one_request_each && !arguments.exit_with_stdin && !arguments.help);
    }

    #[test]
    fn each_flag_sets_what_it_names() {
        let given = ["--port", "0", "--page-size", "7", "--observed", "--inclusive"];
        let arguments = parse(&given).unwrap();
        let options = heymarket::Options {
            spelling: Spelling::Observed,
            inclusive: true,
            page_size: 7,
            ..heymarket::Options::default()
        };
        assert_eq!((arguments.port, arguments.heymarket), (0, options));
        let given = ["--qlara-spelling", "nested", "--qlara-envelope", "data"];
        let (spelling, envelope) = (qlara::Spelling::Nested, Envelope::Data);
        let options = qlara::Options { spelling, envelope, ..qlara::Options::default() };
        assert_eq!(parse(&given).unwrap().qlara, options);
        assert!(parse(&["--one-request-each"]).unwrap().one_request_each);
        assert!(parse(&["--exit-with-stdin"]).unwrap().exit_with_stdin);
        assert!(parse(&["--help"]).unwrap().help);
    }

    #[test]
    fn anything_else_is_rejected_by_name() {
        for (given, words) in [
            (&["--prot", "1"][..], "unknown flag --prot"),
            (&["1"], "unknown flag 1"),
            (&["--port"], "--port wants a number"),
            (&["--port", "65536"], "--port wants a number, not 65536"),
            (&["--page-size", "0"], "--page-size wants a number, not 0"),
            (&["--qlara-spelling"], "--qlara-spelling wants one of flat, nested, renamed, sparse"),
            (
                &["--qlara-envelope", "box"],
                "--qlara-envelope wants one of bare, content, items, data, named",
            ),
        ] {
            assert_eq!(parse(given).unwrap_err(), words);
        }
    }
}
