//! Unlucky conversations: what a client must not stumble over.

use crate::dice::phone;
use crate::heymarket::state::{Conversation, Form, Members, Status};
use crate::time::{DAY, Micros};

/// A conversation that differs from an ordinary one.
pub(crate) struct Special {
    /// Its place in the list of all, the newest first.
    pub(crate) place: usize,
    /// Whether it has the same `updated` as its neighbour.
    pub(crate) as_old_as_the_one_before: bool,
    /// Makes it of an ordinary one.
    pub(crate) shape: Box<dyn FnOnce(Conversation) -> Conversation>,
}

/// Three with one and the same `updated`, from the 9th place on, and two from the 111th on.
///
/// Pages of 25 hold either group as a whole, with any filter. Pages of 10 split both: with a strict
/// cursor the list then lacks the last of each, with an inclusive one the first come twice.
const EQUALS: [usize; 2] = [8, 110];

/// Every special conversation's id.
#[cfg(test)]
pub(crate) const IDS: &[i64] = &[
    610_001,
    610_002,
    610_003,
    610_004,
    610_005,
    610_006,
    610_007,
    610_008,
    610_009,
    610_010,
    610_011,
    610_012,
    610_013,
    610_014,
    610_015,
    610_016,
    610_017,
    610_018,
    610_019,
    610_021,
    610_022,
    610_023,
    610_024,
    610_025,
    9_007_199_254_740_991,
    9_007_199_254_740_993,
];

/// All of them. Each is a short message to a number of its own, open, read and in the first inbox,
/// but for what it is here for.
pub(crate) fn specials(now: Micros) -> Vec<Special> {
    let mut list = List(Vec::new());
    list.add(1, 610_018, 2222, |c| (c.owner, c.read) = (None, false));
    list.add(2, 610_001, 2222, |c| group(c, &[101, 102, 103]));
    list.add(3, 610_005, 2222, |c| c.name = Some("Zoë 🦜 李小龍 👩‍👩‍👧 \u{10ffff}".into()));
    list.add(4, 610_006, 2222, |c| {
        let text = "\"quoted\" \\ back\nnew\ttab\r\u{8}\u{c}\u{1}\u{7f}\u{2028}</script>";
        c.name = Some(text.into());
        c.last_message = Some(text.into());
    });
    list.equal(EQUALS, &[610_023, 610_022, 610_021], &[610_025, 610_024]);
    list.add(12, 610_003, 2222, |c| address(c, "email", "jo+news@example.com"));
    list.add(14, 610_004, 2223, |c| address(c, "chat", "visitor-83ab"));
    list.add(15, 610_019, 2222, |c| c.form = Form::WithPlus);
    list.add(17, 610_011, 2222, |c| c.blocked = true);
    list.add(18, 610_012, 2222, |c| c.muted = true);
    list.add(19, 610_013, 2222, move |c| c.snoozed_till = Some(now + 3 * DAY));
    list.add(21, 610_016, 2222, |c| c.last_message = Some("That was the last one.".into()));
    list.add(22, 610_017, 2223, |c| {
        c.target = Some(phone(116));
        c.last_message = Some("This is what came:".into());
    });
    list.add(26, 610_002, 2223, |c| group(c, &[101, 102]));
    list.add(30, 610_007, 2223, |c| c.name = Some("Long ".repeat(1000)));
    list.add(33, 610_008, 2224, |c| c.members = Members::Null);
    list.add(34, 610_009, 2224, |c| c.members = Members::Absent);
    list.add(40, 610_010, 2225, |c| c.form = Form::Sparse);
    list.add(45, 610_014, 2225, |c| c.status = Status::Pending);
    list.add(46, 610_015, 2225, |c| c.channel = "rcs");
    list.add(52, 9_007_199_254_740_991, 2226, |c| c.target = Some(phone(131)));
    list.add(55, 9_007_199_254_740_993, 2226, |c| c.target = Some(phone(133)));
    list.0
}

struct List(Vec<Special>);

impl List {
    fn add(
        &mut self,
        place: usize,
        id: i64,
        inbox: i64,
        change: impl FnOnce(&mut Conversation) + 'static,
    ) {
        let shape = move |plain: Conversation| {
            let mut special = Conversation {
                id,
                inbox,
                channel: "sms",
                status: Status::Open,
                target: Some(phone(100 + id % 100)),
                targets: Vec::new(),
                owner: Some(1111),
                members: Members::These(vec![1111, 1112]),
                read: true,
                blocked: false,
                muted: false,
                snoozed_till: None,
                ..plain
            };
            change(&mut special);
            special
        };
        self.0.push(Special { place, as_old_as_the_one_before: false, shape: Box::new(shape) });
    }

    fn equal(&mut self, [near, far]: [usize; 2], three: &[i64], two: &[i64]) {
        for (first, ids, inbox) in [(near, three, 2222), (far, two, 2223)] {
            for (place, id) in (first..).zip(ids) {
                self.add(place, *id, inbox, |_| ());
                if let Some(added) = self.0.last_mut() {
                    added.as_old_as_the_one_before = place > first;
                }
            }
        }
    }
}

fn group(conversation: &mut Conversation, numbers: &[i64]) {
    conversation.channel = "mms";
    conversation.target = None;
    conversation.targets = numbers.iter().copied().map(phone).collect();
}

fn address(conversation: &mut Conversation, channel: &'static str, target: &str) {
    conversation.channel = channel;
    conversation.target = Some(target.into());
}
