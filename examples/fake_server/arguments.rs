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
                "--page-size" => arguments.options.page_size = number(&flag, given.next())?,
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
