//! Each operation's sample on a fresh service: it is taken, after the operation that it needs.

use threadline_fakes::{heymarket, qlara};

use crate::client::{Client, Service, encode};
use crate::samples::samples;
use crate::{heymarket as of_heymarket, qlara as of_qlara};

fn each_is_taken<S: Service>(service: &str, fresh: impl Fn() -> Client<S>) {
    let all = samples(service);
    for own in &all {
        let needed =
            all.iter().filter(|(operation, _)| own.1.after.as_deref() == Some(operation.name));
        let mut client = fresh();
        for (operation, sample) in needed.chain([own]) {
            let reply = client.send(&encode(operation, sample.input.get()).unwrap());
            let outcome = reply.read(operation);
            assert!(outcome.is_ok(), "{service} {}: {outcome:?}", operation.name);
        }
    }
}

#[test]
fn heymarket_takes_each_sample() {
    each_is_taken("heymarket", || of_heymarket::Client::new(heymarket::Options::default()));
}

#[test]
fn qlara_takes_each_sample() {
    each_is_taken("qlara", || of_qlara::Client::new(qlara::Options::default()));
}
