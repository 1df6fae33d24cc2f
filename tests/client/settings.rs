//! Settings that are wrong, each with its path.

use std::time::Duration;

use threadline::ErrorKind;
use threadline::client::{Builder, Credential, Heymarket, Qlara};

fn good() -> Builder<Heymarket> {
    Heymarket::builder(Credential::api_key("key"))
}

#[test]
fn a_wrong_setting_is_an_error_with_its_path() {
    let of = |credential| Heymarket::builder(credential);
    for (builder, path) in [
        (of(Credential::api_key("")), "api_key"),
        (of(Credential::api_key("a b")), "api_key"),
        (of(Credential::api_key("a\r\nb")), "api_key"),
        (of(Credential::secret("id", " key")), "secrets"),
        (of(Credential::secrets([("", "key")])), "secrets"),
        (of(Credential::secrets([("a", "b"), ("c", "d"), ("e", "f")])), "secrets"),
        (good().base_url("inbox.example.com"), "base_url"),
        (good().base_url("http://inbox.example.com"), "base_url"),
        (good().base_url("https://user@inbox.example.com"), "base_url"),
        (good().base_url("https://api.heymarket.com/v1"), "base_url"),
        (good().base_url("https://api.heymarket.com:443/v1"), "base_url"),
        (good().timeout(Duration::ZERO), "timeout"),
        (good().deadline(Duration::MAX), "deadline"),
        (good().max_retries(11), "max_retries"),
        (good().header("Authorization", "x"), "headers.authorization"),
        (good().header("X-A", "a\nb"), "headers.x-a"),
        (good().header("a b", "c"), "headers"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert_eq!(error.path(), Some(path), "{error}");
    }
    let qlara = Qlara::builder(Credential::secret("id", "key")).build().unwrap_err();
    assert_eq!(qlara.path(), Some("secrets"));
}

#[test]
fn what_is_right_is_taken() {
    for builder in [
        good(),
        good().base_url("http://localhost:8787/heymarket/"),
        good().base_url("http://inbox.example.com").allow_insecure(true),
        good().rate_limit(0, 0).header("X-Trace", "a b"),
    ] {
        builder.build().unwrap();
    }
}
