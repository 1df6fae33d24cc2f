//! Lists as streams, at services of every kind.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::hash::Hash;

use futures_util::TryStreamExt;
use serde_json::json;
use threadline::client::{Heymarket, Items, Qlara};
use threadline::heymarket::MessageOrder;
use threadline::heymarket::conversations::ConversationFilters;
use threadline::{Error, ErrorKind};

use crate::run;
use crate::server::Server;

/// Whose conversation in the first inbox has 130 messages, three within each second.
const LONG: &str = "15555550116";
const MANY: usize = 130;

/// The ids of all items, by `next`.
async fn ids<T, At, I: Display>(
    mut items: Items<T, At>,
    id: impl Fn(&T) -> I,
) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(id(&item?).to_string());
    }
    Ok(ids)
}

fn distinct<T: Ord + Hash>(ids: &[T]) -> usize {
    ids.iter().collect::<BTreeSet<_>>().len()
}

async fn conversations(heymarket: &Heymarket) -> Vec<String> {
    ids(heymarket.list_conversations(1111).items(), |one| one.id).await.unwrap()
}

#[test]
fn every_conversation_comes_once_in_the_order_of_one_long_page() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        server.options(&json!({ "pageSize": 1_000 })).await;
        let whole = heymarket.list_conversations(1111).await.unwrap();
        let whole: Vec<_> = whole.iter().map(|one| one.id.to_string()).collect();
        assert_eq!(conversations(&heymarket).await, whole);
        for spelling in ["documented", "observed"] {
            for inclusive in [false, true] {
                for size in [7, 10, 25, 300] {
                    let options =
                        json!({ "spelling": spelling, "inclusive": inclusive, "pageSize": size });
                    server.options(&options).await;
                    assert_eq!(conversations(&heymarket).await, whole, "{options}");
                }
            }
        }
    });
}

#[test]
fn filters_hold_on_every_page_and_adapters_of_streams_take_the_items() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        server.options(&json!({ "pageSize": 5 })).await;
        let filters = ConversationFilters::new().inboxes([2222]).closed(false);
        let list = heymarket.list_conversations(1111).filters(filters.clone());
        let all: Vec<_> = list.clone().items().try_collect().await.unwrap();
        server.options(&json!({ "pageSize": 1_000 })).await;
        assert_eq!(all, list.await.unwrap());
        assert!(all.len() > 5);
    });
}

#[test]
fn every_message_of_a_number_comes_once_whatever_the_order_of_a_page() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        for order in ["newest", "oldest", "shuffled"] {
            for inclusive in [false, true] {
                server.options(&json!({ "messageOrder": order, "inclusive": inclusive })).await;
                let all: Vec<_> =
                    heymarket.list_messages(LONG, 2222).items().try_collect().await.unwrap();
                let ids: Vec<_> = all.iter().map(|message| message.id).collect();
                assert_eq!((ids.len(), distinct(&ids)), (MANY, MANY), "{order}, {inclusive}");
                let dates: Vec<_> = all.iter().map(|message| message.date.clone()).collect();
                assert!(dates.is_sorted_by(|one, other| one >= other), "{order}, {inclusive}");
            }
        }
    });
}

#[test]
fn every_message_of_the_team_comes_once_in_every_order() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let mut counts = BTreeSet::new();
        for inclusive in [false, true] {
            server.options(&json!({ "inclusive": inclusive })).await;
            for order in [MessageOrder::CreatedAt, MessageOrder::UpdatedAt] {
                for ascending in [false, true] {
                    let list =
                        heymarket.list_team_messages().order(order.clone()).ascending(ascending);
                    let ids = ids(list.items(), |message| message.id).await.unwrap();
                    assert_eq!(distinct(&ids), ids.len());
                    counts.insert(ids.len());
                }
            }
        }
        assert_eq!(counts.len(), 1, "{counts:?}");
        assert!(counts.first() > Some(&MANY));
    });
}

async fn messages(qlara: &Qlara, is_newer: bool) -> Vec<String> {
    let list = qlara.list_messages("810001");
    let items = if is_newer { list.newer() } else { list.older() };
    ids(items, |message| message.id.clone()).await.unwrap()
}

#[test]
fn every_message_of_a_conversation_comes_once_in_both_directions() {
    run(async {
        let server = Server::start();
        let qlara = server.qlara().build().unwrap();
        let mut whole: Option<Vec<String>> = None;
        for envelope in ["bare", "content"] {
            for size in [2, 7, 50, 1_000] {
                let options = |first| json!({ "qlara": { "envelope": envelope, "pageSize": size, "firstPage": first } });
                server.options(&options("oldest")).await;
                let newer = messages(&qlara, true).await;
                server.options(&options("newest")).await;
                let mut older = messages(&qlara, false).await;
                older.reverse();
                assert_eq!(newer, older, "{envelope}, {size}");
                assert_eq!(
                    &newer,
                    whole.get_or_insert_with(|| newer.clone()),
                    "{envelope}, {size}"
                );
            }
        }
        assert_eq!(whole.unwrap().len(), 70);
    });
}

#[test]
fn after_an_error_the_walk_goes_on_and_from_its_cursor_so_does_another_one() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().max_retries(0).build().unwrap();
        server.options(&json!({ "pageSize": 10 })).await;
        let whole = conversations(&heymarket).await;
        let fails = json!({ "heymarket.listConversations": [{}, {}, { "status": 503 }] });

        server.faults(&fails).await;
        let mut items = heymarket.list_conversations(1111).items();
        let (mut ids, mut errors) = (Vec::new(), 0);
        while let Some(item) = items.next().await {
            match item {
                Ok(conversation) => ids.push(conversation.id.to_string()),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Server);
                    errors += 1;
                }
            }
        }
        assert_eq!((ids, errors), (whole.clone(), 1));

        server.faults(&fails).await;
        let mut items = heymarket.list_conversations(1111).items();
        let mut ids = BTreeSet::new();
        while let Some(Ok(conversation)) = items.next().await {
            ids.insert(conversation.id.to_string());
        }
        assert!(ids.len() < whole.len());
        let rest = heymarket.list_conversations(1111).date(items.cursor().unwrap()).items();
        ids.extend(self::ids(rest, |one| one.id).await.unwrap());
        assert_eq!(ids, whole.into_iter().collect());
    });
}

#[test]
fn a_list_may_be_walked_in_a_task_of_its_own() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let walk = tokio::spawn(async move { conversations(&heymarket).await });
        assert!(!walk.await.unwrap().is_empty());
    });
}

#[test]
fn the_members_of_an_inbox_come_with_what_the_team_says_of_them() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let inboxes = heymarket.list_inboxes().await.unwrap();
        let inbox = inboxes.iter().find(|inbox| inbox.members.len() > 1).unwrap();
        let users = heymarket.assignable_users(inbox.id).await.unwrap();
        let ids: Vec<_> = users.iter().map(|user| user.id).collect();
        assert_eq!(ids, inbox.members);
        assert!(users.iter().any(|user| user.name.is_some()));
        let error = heymarket.assignable_users(7).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    });
}
