//! Tokens made of a secret are as good as the team's key, as long as they are good.

use threadline::heymarket::conversations::GetConversation;
use threadline::heymarket::jwt;
use threadline::http::ErrorKind;
use threadline_fakes::heymarket::{Options, SECRETS, Secrets};

use crate::heymarket::client::Client;

/// In Unix seconds.
const NOW: i64 = 1_700_000_000;

fn outcome(client: &mut Client, credential: String) -> Option<ErrorKind> {
    client.credential = Some(credential);
    client.call(&GetConversation::new(610_018)).err().map(|error| error.kind())
}

fn at(now: i64, options: Options) -> Client {
    let mut client = Client::new(options);
    client.fake.set_clock(now * 1000);
    client
}

#[test]
fn a_token_of_either_secret_is_good_for_five_minutes_from_its_issue() {
    for secret in SECRETS {
        for (age, expected) in [
            (-60, Some(ErrorKind::Authentication)),
            (0, None),
            (299, None),
            (301, Some(ErrorKind::Authentication)),
        ] {
            let mut client = at(NOW, Options::default());
            let token = format!("Bearer {}", secret.token(NOW - age));
            assert_eq!(outcome(&mut client, token), expected, "{secret:?}, {age} s");
        }
    }
}

#[test]
fn a_token_that_the_client_makes_is_good() {
    for secret in SECRETS {
        let mut client = at(NOW, Options::default());
        let token = jwt::sign(secret.id, secret.key, NOW.unsigned_abs());
        assert_eq!(outcome(&mut client, format!("Bearer {token}")), None, "{secret:?}");
    }
}

#[test]
fn of_two_secrets_the_one_that_was_revoked_makes_no_good_tokens() {
    for (secrets, good) in [
        (Secrets::Both, [true, true]),
        (Secrets::First, [true, false]),
        (Secrets::Second, [false, true]),
        (Secrets::None, [false, false]),
    ] {
        let mut client = at(NOW, Options { secrets, ..Options::default() });
        for (secret, good) in SECRETS.iter().zip(good) {
            let token = format!("Bearer {}", secret.token(NOW));
            assert_eq!(outcome(&mut client, token).is_none(), good, "{secret:?}, {secrets:?}");
        }
        // The key is not a secret.
        assert_eq!(outcome(&mut client, "Bearer demo-key".into()), None);
    }
}

#[test]
fn a_clock_that_goes_wrong_makes_good_tokens_old_or_new() {
    for (clock_offset_ms, expected) in [
        (-10_000, Some(ErrorKind::Authentication)),
        (0, None),
        (299_999, None),
        (300_000, Some(ErrorKind::Authentication)),
        (i64::MAX, Some(ErrorKind::Authentication)),
        (i64::MIN, Some(ErrorKind::Authentication)),
    ] {
        let mut client = at(NOW, Options { clock_offset_ms, ..Options::default() });
        let token = format!("Bearer {}", SECRETS[0].token(NOW));
        assert_eq!(outcome(&mut client, token), expected, "{clock_offset_ms} ms");
    }
}

#[test]
fn a_token_comes_as_a_bearer_and_in_one_piece() {
    let token = SECRETS[0].token(NOW);
    for wrong in [
        token.clone(),
        format!("Basic {token}"),
        format!("Bearer  {token}"),
        format!("Bearer {token} "),
        format!("Bearer {token}, Bearer {token}"),
        "Bearer ..".into(),
    ] {
        let mut client = at(NOW, Options::default());
        let kind = outcome(&mut client, wrong.clone());
        assert_eq!(kind, Some(ErrorKind::Authentication), "{wrong}");
    }
}
