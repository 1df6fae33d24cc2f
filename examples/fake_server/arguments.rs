use std::num::NonZeroUsize;

use threadline::fake::{Options, Spelling};

pub(crate) const HELP: &str = "\
Serves the fake Heymarket on 127.0.0.1, with made-up conversations in memory.

  --port N             the port; 0 takes any free one (8787)
  --page-size N        how many conversations a page holds (25)
  --observed           write replies as other clients have seen them, not as the documents say
  --inclusive          let a page begin with what was updated at the very time of `date`
  --exit-with-stdin    end when standard input closes
  --help               print this

First it prints its address and the key that it accepts. For tests, without a key:

  POST /__fake/reset      forget all that was done since the beginning
  POST /__fake/options    {\"spelling\": \"documented\" | \"observed\", \"inclusive\": …, \"pageSize\": …}
";

#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) port: u16,
    pub(crate) options: Options,
    pub(crate) exit_with_stdin: bool,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Arguments {
            port: 8787,
            options: Options::default(),
            exit_with_stdin: false,
            help: false,
        };
        while let Some(flag) = given.next() {
            match flag.as_str() {
                "--port" => arguments.port = number(&flag, given.next())?,
                "--page-size" => {
                    let size: NonZeroUsize = number(&flag, given.next())?;
                    arguments.options.page_size = size.get();
                }
                "--observed" => arguments.options.spelling = Spelling::Observed,
                "--inclusive" => arguments.options.inclusive = true,
                "--exit-with-stdin" => arguments.exit_with_stdin = true,
                "--help" | "-h" => arguments.help = true,
                _ => return Err(format!("there is no flag {flag}")),
            }
        }
        Ok(arguments)
    }
}

fn number<N: std::str::FromStr>(flag: &str, given: Option<String>) -> Result<N, String> {
    let given = given.ok_or_else(|| format!("{flag} wants a number"))?;
    given.parse().map_err(|_| format!("{flag} wants a number, not {given}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(given: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(given.iter().copied().map(str::to_owned))
    }

    #[test]
    fn without_flags_all_is_as_the_help_says() {
        let arguments = parse(&[]).unwrap();
        assert_eq!(arguments.port, 8787);
        assert_eq!(arguments.options, Options::default());
        assert!(!arguments.exit_with_stdin && !arguments.help);
    }

    #[test]
    fn each_flag_sets_what_it_names() {
        let given = ["--port", "0", "--page-size", "7", "--observed", "--inclusive"];
        let arguments = parse(&given).unwrap();
        let options = Options { spelling: Spelling::Observed, inclusive: true, page_size: 7 };
        assert_eq!((arguments.port, arguments.options), (0, options));
        assert!(parse(&["--exit-with-stdin"]).unwrap().exit_with_stdin);
        assert!(parse(&["--help"]).unwrap().help);
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        for (given, words) in [
            (&["--prot", "1"][..], "there is no flag --prot"),
            (&["1"], "there is no flag 1"),
            (&["--port"], "--port wants a number"),
            (&["--port", "65536"], "--port wants a number, not 65536"),
            (&["--page-size", "0"], "--page-size wants a number, not 0"),
        ] {
            assert_eq!(parse(given).unwrap_err(), words);
        }
    }
}
