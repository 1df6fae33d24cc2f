//! Webhooks on demand: what the services would post, as bytes and addresses. The program that serves them
//! does the posting.
//!
//! [`Asked`] says what is to be posted, as JSON:
//!
//! | member | what |
//! |---|---|
//! | `service` | `"heymarket"` or `"qlara"` |
//! | `url` | where to; by default the address that the service was given |
//! | `conversation` | its id, or a list of ids that take turns; by default one of the seed |
//! | `event` | the event's name, exactly: any text |
//! | `text` | of the message |
//! | `status` | Qlara's `DELIVERY`: the text beside the code; by default `"DELIVERED"` |
//! | `contact` | Qlara: who the contact is in the event, `{"phoneNumber", "id", "username"}`; by default the conversation's |
//! | `data` | any JSON in the place of what the event would hold; Qlara's whole body |
//! | `body` | any text in the place of the whole body |
//! | `contentType` | by default `"application/json"` |
//! | `token` | Heymarket: another token, or `null` for none |
//! | `count` | so many different ones (1) |
//! | `repeats` | how often each is posted once more (0) |
//! | `order` | `"inOrder"` (the default), `"reversed"` or `"shuffled"` |
//! | `seed` | of the shuffling: the same one gives the same order (1) |
//! | `atOnce` | so many are under way at the same time (1) |

mod asked;
mod services;

pub use asked::{Asked, Contact, Conversations, MOST, MOST_AT_ONCE, Order, Service};

use crate::dice::Dice;

/// What to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they are to be posted.
    pub deliveries: Vec<Delivery>,
    /// So many may be under way at the same time.
    pub at_once: usize,
}

/// One POST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Which of the different ones it is, from 1 on: repeats have the same number.
    pub number: usize,
    /// The event's name.
    pub event: String,
    /// Where to.
    pub url: String,
    /// The header `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Plan {
    /// Nothing to post.
    pub(crate) fn nothing() -> Self {
        Plan { deliveries: Vec::new(), at_once: 1 }
    }

    /// The bodies of some events, as often and in the order that was asked for.
    pub(crate) fn new(asked: &Asked, url: &str, events: Vec<(String, Vec<u8>)>) -> Self {
        let content_type = asked.content_type.as_deref().unwrap_or("application/json");
        let mut deliveries = Vec::new();
        for (number, (event, body)) in (1..).zip(events) {
            let delivery = Delivery {
                number,
                event,
                url: url.to_owned(),
                content_type: content_type.to_owned(),
                body,
            };
            deliveries.extend(std::iter::repeat_n(delivery, asked.repeats + 1));
        }
        match asked.order {
            Order::InOrder => {}
            Order::Reversed => deliveries.reverse(),
            Order::Shuffled => Dice::new(asked.seed).shuffle(&mut deliveries),
        }
        Plan { deliveries, at_once: asked.at_once }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(json: &str) -> Vec<usize> {
        let asked = Asked::parse(json.as_bytes()).unwrap();
        let events = (0..asked.count).map(|at| (String::new(), vec![at as u8])).collect();
        let plan = Plan::new(&asked, "http://localhost/", events);
        plan.deliveries.iter().map(|delivery| delivery.number).collect()
    }

    #[test]
    fn repeats_come_right_behind_or_wherever_the_order_puts_them() {
        let in_order = r#"{"service":"qlara","count":3,"repeats":1}"#;
        assert_eq!(numbers(in_order), [1, 1, 2, 2, 3, 3]);
        let reversed = r#"{"service":"qlara","count":3,"repeats":1,"order":"reversed"}"#;
        assert_eq!(numbers(reversed), [3, 3, 2, 2, 1, 1]);
    }

    #[test]
    fn chance_is_the_same_for_the_same_seed_and_loses_nothing() {
        let shuffled = |seed: u64| {
            numbers(&format!(
                r#"{{"service":"qlara","count":50,"repeats":1,"order":"shuffled","seed":{seed}}}"#
            ))
        };
        let one = shuffled(1);
        assert_eq!(one, shuffled(1));
        assert_ne!(one, shuffled(2));
        let mut sorted = one.clone();
        sorted.sort_unstable();
        assert_ne!(one, sorted);
        assert_eq!(sorted, (1..=50).flat_map(|number| [number, number]).collect::<Vec<_>>());
    }
}
