//! Unlucky conversations come through unchanged.

use serde_json::json;
use threadline::heymarket::conversations::GetConversation;
use threadline::heymarket::{Channel, ConversationStatus};

use crate::heymarket::client::{Client, SPELLINGS, everything, operation};

#[test]
fn names_of_any_letters_come_out_as_they_are() {
    let odd = "\"quoted\" \\ back\nnew\ttab\r\u{8}\u{c}\u{1}\u{7f}\u{2028}</script>";
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let name = |client: &mut Client, id| client.get(id).name.unwrap();
        assert_eq!(name(&mut client, 610_005), "Zoë 🦜 李小龍 👩‍👩‍👧 \u{10ffff}");
        assert_eq!(name(&mut client, 610_006), odd);
        assert_eq!(client.get(610_006).last_msg.unwrap(), odd);
        assert_eq!(name(&mut client, 610_007).len(), 5000);
    }
}

#[test]
fn ids_around_2_to_the_53_keep_every_digit_in_both_directions() {
    for id in [9_007_199_254_740_991_i64, 9_007_199_254_740_993] {
        for spelling in SPELLINGS {
            let mut client = Client::spelling(spelling);
            let get = json!({ "id": id.to_string() });
            let got = client.ask(operation("getConversation"), &get).unwrap();
            assert_eq!(got["id"], json!(id));
            let close = json!({ "chatId": id.to_string(), "inboxId": 2226, "userId": 1111 });
            client.ask(operation("closeConversation"), &close).unwrap();
            let got = client.ask(operation("getConversation"), &get).unwrap();
            assert_eq!(got["status"], json!("closed"));
        }
    }
}

#[test]
fn a_conversation_that_gives_no_more_than_its_id_is_whole() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let sparse = client.get(610_010);
        assert_eq!(sparse.id.get(), 610_010);
        assert!(sparse.updated.is_some());
        assert!(sparse.inbox.is_none() && sparse.status.is_none() && sparse.read.is_none());
        assert!(sparse.members.is_empty() && sparse.targets.is_empty());
    }
}

#[test]
fn values_that_no_document_names_are_values_too() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let (status, channel) = (client.get(610_014).status, client.get(610_015).channel);
        assert_eq!(status, Some(ConversationStatus::Other("pending".into())));
        assert_eq!(channel, Some(Channel::Other("rcs".into())));
        assert_eq!(client.get(610_019).target.unwrap().0, "+15555550119");
    }
}

#[test]
fn flags_and_dates_are_those_of_the_conversation() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let blocked = [610_011, 610_012, 610_013].map(|id| client.get(id).blocked.unwrap());
        let muted = [610_011, 610_012, 610_013].map(|id| client.get(id).muted.unwrap());
        let snoozed = [610_011, 610_012, 610_013].map(|id| client.get(id).snooze_till.is_some());
        assert_eq!(blocked, [true, false, false]);
        assert_eq!(muted, [false, true, false]);
        assert_eq!(snoozed, [false, false, true]);
    }
}

#[test]
fn a_page_of_one_time_is_sorted_the_same_way_every_time() {
    let mut client = Client::spelling(SPELLINGS[0]);
    let page = client.call(&everything()).unwrap();
    let equal: Vec<_> =
        page.iter().filter(|one| (610_021..=610_023).contains(&one.id.get())).collect();
    assert!(equal.windows(2).all(|two| two[0].updated == two[1].updated));
    assert_eq!(
        equal.iter().map(|one| one.id.get()).collect::<Vec<_>>(),
        [610_023, 610_022, 610_021]
    );
    let ids = client.ids(&everything().date(page[7].updated.clone().unwrap()));
    assert_eq!(ids[..3], [610_023, 610_022, 610_021]);
}

#[test]
fn a_typed_callers_id_past_2_to_the_53_is_as_good_as_any() {
    let mut client = Client::spelling(SPELLINGS[0]);
    let get = GetConversation::new(9_007_199_254_740_993_i64);
    assert_eq!(client.call(&get).unwrap().id, get.id);
}
