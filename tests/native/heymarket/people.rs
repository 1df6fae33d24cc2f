//! Who is there, however it is written.

use threadline::heymarket::people::{GetTeam, ListInboxes};
use threadline_fakes::heymarket::{Envelope, Options};

use crate::heymarket::client::{Client, SPELLINGS, SUPPORT};

#[test]
fn the_inboxes_come_out_the_same_bare_or_in_an_object() {
    let mut seen = Vec::new();
    for spelling in SPELLINGS {
        for inboxes in [Envelope::Bare, Envelope::Named] {
            let mut client = Client::new(Options { spelling, inboxes, ..Options::default() });
            seen.push(client.call(&ListInboxes::new()).unwrap());
        }
    }
    assert!(seen.iter().all(|list| *list == seen[0]));
    let support = &seen[0][0];
    assert_eq!((seen[0].len(), support.id), (5, SUPPORT));
    assert_eq!(support.name.as_deref(), Some("Support"));
    assert_eq!(support.phones, [threadline::schema::Target::from("15555559001")]);
    assert_eq!(
        support.members.iter().map(|id| id.get()).collect::<Vec<_>>(),
        [1111, 1112, 1113, 1114, 1116]
    );
}

#[test]
fn the_team_has_every_member_of_every_inbox_with_a_role() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let team = client.call(&GetTeam::new()).unwrap();
        assert_eq!(team.members.len(), 8);
        assert!(team.members.iter().all(|one| one.name.is_some() && one.role.is_some()));
        let ids: Vec<_> = team.members.iter().map(|one| one.id).collect();
        for inbox in client.call(&ListInboxes::new()).unwrap() {
            assert_eq!(inbox.team, Some(team.id));
            assert!(inbox.members.iter().all(|member| ids.contains(member)));
        }
    }
}
