//! Reads a page of conversations, given on standard input, in several ways by turns: `read <rounds> <turns>`. Prints the
//! names of the ways, and of each round what a page took, in microseconds.

use std::env;
use std::hint::black_box;
use std::io::{Read, stdin};
use std::time::Instant;

use threadline::heymarket::conversations::ListConversations;
use threadline::http::Reply;
use threadline::typed;
use threadline_bench_rust_rival::Conversation;

type Way = fn(&Reply) -> usize;

const WAYS: [(&str, Way); 4] = [
    ("serde_json into its Value", |reply| {
        let value: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
        black_box(value).as_array().map_or(0, Vec::len)
    }),
    ("serde_json into its Value, and that into structs", |reply| {
        let value: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
        let page: Vec<Conversation> = serde_json::from_value(value).expect("a page");
        black_box(page).len()
    }),
    ("serde_json into structs written by hand", |reply| {
        let page: Vec<Conversation> = serde_json::from_slice(&reply.body).expect("a page");
        black_box(page).len()
    }),
    ("threadline", |reply| {
        let page = typed::read::<ListConversations>(reply).expect("a page");
        black_box(page).len()
    }),
];

fn main() {
    let mut numbers = env::args().skip(1).map(|number| number.parse::<usize>().expect("a number"));
    let (rounds, turns) = (numbers.next().expect("rounds"), numbers.next().expect("turns"));
    let mut body = Vec::new();
    stdin().read_to_end(&mut body).expect("a page");
    let reply = Reply { status: 200, body, ..Reply::default() };
    let expected = WAYS[0].1(&reply);
    let mut figures = vec![vec![0.0; WAYS.len()]; rounds];
    for (round, figures) in figures.iter_mut().enumerate() {
        for at in 0..WAYS.len() {
            // The order varies, so that no way always runs after the same one.
            let way = (round + at) % WAYS.len();
            let start = Instant::now();
            for _ in 0..turns {
                assert_eq!(WAYS[way].1(&reply), expected);
            }
            figures[way] = start.elapsed().as_secs_f64() * 1e6 / turns as f64;
        }
    }
    println!("{}", serde_json::json!({ "names": WAYS.map(|(name, _)| name), "rounds": figures }));
}
