//! Each operation, from the call to what the service has become, in both spellings.

use threadline::heymarket::conversations::{
    CloseConversation, ConversationFilters, CountConversations, ListConversations, MarkRead,
    MarkUnread, OpenConversation, ReassignConversation, TransferConversation,
};
use threadline::heymarket::{Conversation, ConversationStatus, Inbox, Member};
use threadline::http::ErrorKind;
use threadline::schema::{Id, Target, Timestamp};
use threadline_fakes::heymarket::{Options, Spelling};

use crate::heymarket::client::{
    ALL, BILLING, Client, JONAS, MAYA, SALES, SPELLINGS, SUPPORT, TOMAS, everything,
};

/// An SMS conversation of the first inbox: open, unread, nobody's.
const FREE: i64 = 610_018;
const FREE_TARGET: &str = "15555550118";

fn in_both_spellings(test: impl Fn(&mut Client)) {
    for spelling in SPELLINGS {
        test(&mut Client::spelling(spelling));
    }
}

fn status(conversation: &Conversation) -> Option<&str> {
    conversation.status.as_ref().map(ConversationStatus::as_str)
}

#[test]
fn a_list_holds_what_its_filters_ask_for_the_newest_first() {
    let (yes, no) = (Some(true), Some(false));
    in_both_spellings(|client| {
        client.fake.set_options(Options { page_size: ALL, ..client.fake.options() });
        for inboxes in [None, Some(vec![]), Some(vec![SUPPORT]), Some(vec![SALES, BILLING])] {
            for (closed, unread) in
                [(None, None), (yes, None), (no, None), (None, yes), (None, no), (no, yes)]
            {
                let mut filters = ConversationFilters::new();
                filters.inboxes = inboxes.clone();
                filters.closed = closed;
                filters.unread = unread;
                let page = client.call(&everything().filters(filters)).unwrap();
                assert!(page.is_sorted_by(
                    |a, b| a.updated.as_ref().unwrap().0 >= b.updated.as_ref().unwrap().0
                ));
                assert!(!page.is_empty());
                // One conversation gives nothing but its id and its time.
                for conversation in page.iter().filter(|one| one.status.is_some()) {
                    let inbox = conversation.inbox.as_ref().unwrap().id;
                    let asked = inboxes.as_deref().unwrap_or_default();
                    assert!(asked.is_empty() || asked.contains(&inbox));
                    assert!(closed.is_none_or(|closed| closed == (status(conversation) == Some("closed"))));
                    assert!(unread.is_none_or(|unread| conversation.read == Some(!unread)));
                }
            }
        }
    });
}

#[test]
fn a_list_without_inboxes_is_of_those_that_the_member_belongs_to() {
    in_both_spellings(|client| {
        client.fake.set_options(Options { page_size: ALL, ..client.fake.options() });
        let page = client.call(&ListConversations::new(TOMAS)).unwrap();
        let inboxes = page.iter().map(|one| one.inbox.as_ref().unwrap().id);
        assert!(inboxes.clone().all(|inbox| inbox == SUPPORT || inbox == BILLING));
        assert!(inboxes.clone().any(|inbox| inbox == SUPPORT));
        assert!(inboxes.clone().any(|inbox| inbox == BILLING));
        assert_eq!(client.call(&everything()).unwrap().len(), ALL);
    });
}

#[test]
fn the_count_is_of_all_or_of_those_before_a_date() {
    in_both_spellings(|client| {
        let count = client.call(&CountConversations::default()).unwrap();
        assert_eq!(count.0, ALL as i64);
        let page = client.call(&everything()).unwrap();
        let mut count_before =
            |date: Timestamp| client.call(&CountConversations::new().date(date)).unwrap().0;
        let date = page.last().unwrap().updated.clone().unwrap();
        assert_eq!(count_before(date), ALL as i64 - 25);
        assert_eq!(count_before("2001-01-01T00:00:00+01:00".into()), 0);
    });
}

#[test]
fn one_conversation_is_the_same_as_in_the_list() {
    in_both_spellings(|client| {
        for conversation in client.call(&everything()).unwrap() {
            assert_eq!(client.get(conversation.id.get()), conversation);
        }
    });
}

#[test]
fn closing_closes_opening_opens_and_doing_it_again_changes_nothing() {
    in_both_spellings(|client| {
        let close = CloseConversation::new(SUPPORT, MAYA).chat_id(FREE);
        let open = OpenConversation::new(SUPPORT, MAYA).target(FREE_TARGET);
        let before = client.get(FREE);
        client.call(&close).unwrap();
        let closed = client.get(FREE);
        assert_eq!((status(&before), status(&closed)), (Some("open"), Some("closed")));
        assert!(closed.updated.as_ref().unwrap().0 > before.updated.as_ref().unwrap().0);
        client.call(&close).unwrap();
        assert_eq!(client.get(FREE), closed);
        client.call(&open).unwrap();
        let opened = client.get(FREE);
        assert_eq!(status(&opened), Some("open"));
        client.call(&open).unwrap();
        assert_eq!(client.get(FREE), opened);
    });
}

#[test]
fn what_is_closed_leaves_the_list_of_open_ones_and_leads_that_of_closed_ones() {
    in_both_spellings(|client| {
        let close = CloseConversation::new(SUPPORT, MAYA).chat_id(FREE);
        client.call(&close).unwrap();
        let list = |closed| everything().filters(ConversationFilters::new().closed(closed));
        assert!(!client.ids(&list(false)).contains(&FREE));
        assert_eq!(client.ids(&list(true)).first(), Some(&FREE));
    });
}

#[test]
fn reading_marks_as_read_and_keeps_the_place_in_the_list() {
    in_both_spellings(|client| {
        let before = client.get(FREE);
        let order = client.ids(&everything());
        let read = MarkRead::new(SUPPORT, MAYA).target(FREE_TARGET);
        client.call(&read).unwrap();
        client.call(&read).unwrap();
        let mut marked = before.clone();
        marked.read = Some(true);
        assert_eq!(client.get(FREE), marked);
        let unread = MarkUnread::new(SUPPORT, MAYA).target(FREE_TARGET);
        client.call(&unread).unwrap();
        client.call(&unread).unwrap();
        assert_eq!(client.get(FREE), before);
        assert_eq!(client.ids(&everything()), order);
    });
}

#[test]
fn reassigning_hands_a_conversation_to_a_member_of_its_inbox_and_to_nobody_else() {
    in_both_spellings(|client| {
        let reassign =
            |owner: Id<Member>| ReassignConversation::new(SUPPORT, MAYA, owner).target(FREE_TARGET);
        for owner in [JONAS, TOMAS, MAYA] {
            client.call(&reassign(owner)).unwrap();
            assert_eq!(client.get(FREE).assigned.unwrap().id, owner);
        }
        // One is of other inboxes, one of none.
        for stranger in [Id::new(1117), Id::new(9999)] {
            let error = client.call(&reassign(stranger)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert!(error.message().contains("reassign_id"), "{error}");
        }
        assert_eq!(client.get(FREE).assigned.unwrap().id, MAYA);
    });
}

#[test]
fn transferring_moves_a_conversation_and_its_owner_if_he_belongs_there() {
    in_both_spellings(|client| {
        let transfer = |inbox: Id<Inbox>| TransferConversation::new(FREE, inbox);
        let reassign = ReassignConversation::new(SUPPORT, MAYA, TOMAS).target(FREE_TARGET);
        client.call(&reassign).unwrap();
        for (inbox, owner) in [(BILLING, Some(TOMAS)), (SALES, None)] {
            client.call(&transfer(inbox)).unwrap();
            let moved = client.get(FREE);
            assert_eq!(moved.inbox.unwrap().id, inbox);
            assert_eq!(moved.assigned.map(|owner| owner.id), owner);
        }
        let list = everything().filters(ConversationFilters::new().inboxes([SALES]));
        assert_eq!(client.ids(&list).first(), Some(&FREE));
    });
}

#[test]
fn a_transfer_that_the_service_does_not_know_is_rejected_and_changes_nothing() {
    in_both_spellings(|client| {
        for (conversation, inbox, kind, words) in [
            (FREE, SUPPORT.get(), ErrorKind::InvalidRequest, "has the conversation already"),
            (FREE, 7, ErrorKind::NotFound, "no such inbox"),
            (7, SALES.get(), ErrorKind::NotFound, "no such conversation"),
            (610_016, SALES.get(), ErrorKind::InvalidRequest, "with the contact already"),
            (610_003, SALES.get(), ErrorKind::InvalidRequest, "not an SMS conversation"),
            (610_001, SALES.get(), ErrorKind::InvalidRequest, "not an SMS conversation"),
        ] {
            let call = TransferConversation::new(conversation, inbox);
            let error = client.call(&call).unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.message().contains(words), "{error}");
        }
        for kept in [FREE, 610_016, 610_003, 610_001] {
            assert_eq!(client.get(kept).inbox.unwrap().id, SUPPORT);
        }
    });
}

#[test]
fn a_group_is_named_by_all_its_numbers_in_any_order() {
    in_both_spellings(|client| {
        let read = |targets: &[&str]| MarkRead::new(SUPPORT, MAYA).targets(targets.iter().copied());
        let group = 610_001;
        let (a, b, c) = ("15555550101", "15555550102", "15555550103");
        client.call(&MarkUnread::new(SUPPORT, MAYA).targets([a, b, c])).unwrap();
        assert_eq!(client.get(group).read, Some(false));
        client.call(&read(&[c, "+1 (555) 555-0101", b])).unwrap();
        assert_eq!(client.get(group).read, Some(true));
        for others in [&[a, b][..], &[a], &[a, b, c, "15555550104"], &[FREE_TARGET]] {
            let error = client.call(&read(others)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound, "{others:?}");
        }
        let alone = MarkRead::new(SUPPORT, MAYA).target(a);
        assert_eq!(client.call(&alone).unwrap_err().kind(), ErrorKind::NotFound);
    });
}

#[test]
fn a_conversation_may_be_named_twice_over_as_long_as_the_names_agree() {
    in_both_spellings(|client| {
        let group = 610_001;
        let numbers = ["15555550101", "15555550102", "15555550103"];
        let close = |chat_id: Option<i64>, target: Option<&str>, targets: Option<&[&str]>| {
            let mut close = CloseConversation::new(SUPPORT, MAYA);
            close.chat_id = chat_id.map(Id::new);
            close.target = target.map(Target::from);
            close.targets = targets.map(|all| all.iter().copied().map(Target::from).collect());
            close
        };
        for (call, id) in [
            (close(Some(FREE), Some(FREE_TARGET), None), FREE),
            (close(Some(group), None, Some(&numbers)), group),
            (close(Some(group), Some(numbers[1]), Some(&numbers)), group),
            (close(Some(group), Some(numbers[1]), None), group),
            (close(None, Some(numbers[1]), Some(&numbers)), group),
        ] {
            client.call(&call).unwrap();
            assert_eq!(status(&client.get(id)), Some("closed"), "{call:?}");
            client.fake.reset();
        }
        for (call, names) in [
            (close(Some(FREE), Some(numbers[0]), None), "chat_id, target"),
            (close(Some(FREE), None, Some(&numbers)), "chat_id, targets"),
            (close(Some(group), None, Some(&numbers[..2])), "chat_id, targets"),
            (close(None, Some(FREE_TARGET), Some(&numbers)), "target, targets"),
            (close(Some(group), Some(FREE_TARGET), Some(&numbers)), "chat_id, target, targets"),
        ] {
            let error = client.call(&call).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{call:?}");
            let words = format!("{names} name different conversations");
            assert!(error.message().contains(&words), "{error}");
        }
        for id in [FREE, group] {
            assert_ne!(status(&client.get(id)), Some("closed"));
        }
    });
}

#[test]
fn any_kind_of_target_names_its_conversation() {
    in_both_spellings(|client| {
        for (inbox_id, target, id) in [
            (SUPPORT, "+1 (555) 555-0119", 610_019),
            (SUPPORT, "15555550119", 610_019),
            (SUPPORT, "jo+news@example.com", 610_003),
            (SALES, "visitor-83ab", 610_004),
            (SUPPORT, "15555550116", 610_016),
            (SALES, "15555550116", 610_017),
        ] {
            let close = CloseConversation::new(inbox_id, MAYA).target(target);
            client.call(&close).unwrap();
            assert_eq!(status(&client.get(id)), Some("closed"), "{target}");
            client.fake.reset();
        }
    });
}

#[test]
fn a_reset_brings_back_the_seed_and_keeps_the_options() {
    let mut client = Client::spelling(Spelling::Observed);
    let fresh: Vec<_> = (0..3).map(|_| client.call(&everything()).unwrap()).collect();
    client.call(&CloseConversation::new(SUPPORT, MAYA).chat_id(FREE)).unwrap();
    client.fake.reset();
    let again: Vec<_> = (0..3).map(|_| client.call(&everything()).unwrap()).collect();
    assert_eq!(fresh, again);
    assert_eq!(client.fake.options().spelling, Spelling::Observed);
}
