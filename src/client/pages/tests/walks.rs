//! The lists that are requested by time, at services of every kind: each item that does not move comes once, or the walk
//! ends with an error that says what could not be had.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use serde_json::json;

use super::support::{Form, Item, Paging, Random, assert_lost, nanoseconds, outcome, written};
use crate::client::testing::{Answer, Double, body};
use crate::error::Error;
use crate::heymarket::MessageOrder;

/// Of each kind.
const LISTS: u32 = 200;
/// 2026-04-12T15:30:00Z
const BASE: i64 = 1_776_007_800_000_000_000;
const SECOND: i64 = 1_000_000_000;
const HOUR: i64 = 3_600 * SECOND;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Conversations,
    TeamMessages { is_by_update: bool, is_ascending: bool },
}

impl Kind {
    const ALL: [Kind; 5] = [
        Kind::Conversations,
        Kind::TeamMessages { is_by_update: false, is_ascending: false },
        Kind::TeamMessages { is_by_update: false, is_ascending: true },
        Kind::TeamMessages { is_by_update: true, is_ascending: false },
        Kind::TeamMessages { is_by_update: true, is_ascending: true },
    ];

    fn operation(self) -> &'static str {
        match self {
            Kind::Conversations => "listConversations",
            Kind::TeamMessages { .. } => "listTeamMessages",
        }
    }

    /// The field that the list is sorted by.
    fn key(self) -> &'static str {
        match self {
            Kind::TeamMessages { is_by_update: false, .. } => "date",
            _ => "updated",
        }
    }

    fn is_ascending(self) -> bool {
        matches!(self, Kind::TeamMessages { is_ascending: true, .. })
    }

    fn walk(self, double: &Double, size: usize) -> (Vec<i64>, Option<Error>) {
        let heymarket = double.heymarket();
        match self {
            Kind::Conversations => {
                outcome(&mut heymarket.list_conversations(1).items(), |item| item.id.get())
            }
            Kind::TeamMessages { is_by_update, is_ascending } => {
                let order =
                    if is_by_update { MessageOrder::UpdatedAt } else { MessageOrder::CreatedAt };
                let list = heymarket
                    .list_team_messages()
                    .order(order)
                    .ascending(is_ascending)
                    .limit(size as i64);
                outcome(&mut list.items(), |item| item.id.get())
            }
        }
    }
}

/// A list and how its service behaves.
struct List {
    rows: Vec<Item>,
    paging: Paging,
    largest_limit: usize,
    heeds_filters: bool,
    form: Form,
    /// How finely the service compares.
    grain: i64,
    /// So many are updated meanwhile.
    moves: usize,
    random: Random,
}

impl List {
    fn random(seed: u32, kind: Kind) -> Self {
        let mut random = Random::seeded(seed);
        let instants = random.pick(&[1, 2, 3, 10, 100]);
        let step = random.pick(&[1_000, 250_000_000, SECOND]);
        let length = random.below(40);
        let mut rows = Vec::new();
        for id in 1..=length as i64 {
            rows.push(Item {
                time: BASE + random.below(instants) as i64 * step,
                rank: random.below(1_000),
                is_unread: random.chance(0.5),
                is_closed: random.chance(0.5),
                ..Item::new(id, 0)
            });
        }
        // What one action has touched has one time.
        if length > 0 && random.chance(0.5) {
            let Item { time, .. } = random.pick(&rows);
            for row in &mut rows {
                if random.chance(0.5) {
                    row.time = time;
                }
            }
        }
        let size = 2 + random.below(11);
        let largest_limit = random.pick(&[size, 1_000]);
        let paging =
            Paging { is_inclusive: random.chance(0.5), is_ascending: kind.is_ascending(), size };
        List {
            rows,
            paging,
            largest_limit,
            heeds_filters: random.chance(0.5),
            form: random.pick(&Form::ALL),
            grain: random.pick(&[1, 1, 1_000_000]),
            // Of what is sorted by it, some is updated meanwhile.
            moves: if kind.key() == "updated" && random.chance(0.4) { random.below(6) } else { 0 },
            random,
        }
    }

    /// Every id that the pages at any cursor have.
    fn reachable(&self) -> BTreeSet<i64> {
        let near = [-1_000, -1, 0, 1, 1_000];
        let times = self.rows.iter().flat_map(|row| near.map(|distance| Some(row.time + distance)));
        let pages = [None]
            .into_iter()
            .chain(times)
            .map(|time| self.paging.page(&self.rows, time.map(|time| time - time % self.grain)));
        pages.flatten().map(|row| row.id).collect()
    }

    /// How many share each of the times that the service tells apart.
    fn crowds(&self) -> BTreeMap<i64, usize> {
        let mut crowds = BTreeMap::new();
        for row in &self.rows {
            *crowds.entry(row.time / self.grain).or_default() += 1;
        }
        crowds
    }

    /// Its service, and the ids of what was updated since the first request.
    fn serve(self, kind: Kind) -> (Double, Arc<Mutex<BTreeSet<i64>>>) {
        let moved = Arc::new(Mutex::new(BTreeSet::new()));
        let List { mut rows, paging, largest_limit, form, grain, mut moves, mut random, .. } = self;
        let heeds_filters = self.heeds_filters;
        let mut now = BASE + HOUR;
        let noted = Arc::clone(&moved);
        let double = Double::new(move |request, _| {
            let body = body(request);
            let filters = &body["filters"];
            let is_kept = |value: bool, flag: &str| {
                !heeds_filters || filters[flag].as_bool().is_none_or(|wanted| wanted == value)
            };
            let kept = rows
                .iter()
                .filter(|row| is_kept(row.is_unread, "unread") && is_kept(row.is_closed, "closed"));
            let cursor = body["created_at"].as_str().or(body["date"].as_str()).map(nanoseconds);
            let limit = body["limit"].as_u64().map_or(paging.size, |limit| limit as usize);
            let size = limit.min(largest_limit);
            let page = Paging { size, ..paging }.page(kept, cursor.map(|time| time - time % grain));
            let page: Vec<_> = page
                .iter()
                .map(|row| json!({"id": row.id, kind.key(): written(row.time, form)}))
                .collect();
            if moves > 0 && !rows.is_empty() && random.below(2) > 0 {
                let at = random.below(rows.len());
                now += SECOND;
                rows[at].time = now;
                noted.lock().unwrap().insert(rows[at].id);
                moves -= 1;
            }
            Answer::json(&page.into())
        });
        (double, moved)
    }
}

/// That a walk through one of the random lists is as it must be; whether it came whole.
fn holds(seed: u32, kind: Kind) -> bool {
    let list = List::random(seed, kind);
    let (can, crowds, size) = (list.reachable(), list.crowds(), list.paging.size);
    let (rows, is_exact) = (list.rows.clone(), list.grain == 1);
    let (double, moved) = list.serve(kind);
    let (ids, error) = kind.walk(&double, size);
    let moved = moved.lock().unwrap().clone();
    let given: BTreeSet<i64> = ids.iter().copied().collect();
    let hint = format!("seed {seed}: {error:?}");

    assert_eq!(given.len(), ids.len(), "{hint}: given twice");
    let mut missing = rows.iter().map(|row| row.id).collect::<BTreeSet<_>>();
    missing.retain(|id| !given.contains(id) && !moved.contains(id));
    let most = 4 * (rows.len() + moved.len()) + 1 + 5 * crowds.len();
    assert!(double.count() <= most, "{hint}: {} requests", double.count());
    let Some(error) = error else {
        assert!(missing.is_empty(), "{hint}: missing {missing:?}");
        return true;
    };
    assert_lost(&error, kind.operation(), &format!("$[*].{}", kind.key()));
    assert!(error.message().contains(" or more items share 20"), "{hint}");
    if is_exact && moved.is_empty() {
        // Of a page with all there is, nothing tells that it had room.
        let is_due = crowds.len() == 1 || crowds.values().any(|count| *count >= size);
        assert!(is_due, "{hint}: for nothing");
        let had: Vec<_> = missing.intersection(&can).collect();
        assert!(had.is_empty(), "{hint}: missing {had:?}, though a page had it");
    }
    false
}

#[test]
fn of_a_thousand_lists_all_that_did_not_move_comes_once_or_an_error_says_what_does_not() {
    for (at, kind) in (0..).zip(Kind::ALL) {
        let seeds = at * LISTS..(at + 1) * LISTS;
        let whole = seeds.filter(|seed| holds(*seed, kind)).count();
        assert!(whole > LISTS as usize / 4, "{whole} lists of {} came whole", kind.operation());
    }
}

/// A list that is not random.
fn list_of(times: impl IntoIterator<Item = i64>, paging: Paging, grain: i64, form: Form) -> List {
    let rows = (1..).zip(times).map(|(id, time)| Item::new(id, BASE + time)).collect();
    List {
        rows,
        paging,
        largest_limit: paging.size,
        heeds_filters: false,
        form,
        grain,
        moves: 0,
        random: Random::seeded(0),
    }
}

#[test]
fn between_the_pages_of_two_cursors_of_a_service_that_compares_milliseconds_nothing_is_lost() {
    const SIZE: usize = 50;
    const MILLISECOND: i64 = 1_000_000;
    for is_inclusive in [true, false] {
        for crowd in [1, 20, 30, 49, 51, 60, 79, 80] {
            // Those of one millisecond begin on the first page.
            let newer = (0..30).map(|at| (100 - at) * MILLISECOND);
            let same = (0..crowd).map(|at| 10 * MILLISECOND + (900 - at) * 1_000);
            let older = (0..20).map(|at| -at * MILLISECOND);
            let paging = Paging { is_inclusive, is_ascending: false, size: SIZE };
            let times = newer.chain(same).chain(older);
            let list = list_of(times, paging, MILLISECOND, Form::SixDigits);
            let all = list.rows.len();
            let (double, _) = list.serve(Kind::Conversations);
            let (ids, error) = Kind::Conversations.walk(&double, SIZE);
            let hint = format!("{crowd} in one millisecond, inclusive: {is_inclusive}: {error:?}");
            assert!(error.is_none() || crowd >= SIZE as i64, "{hint}");
            match error {
                None => assert_eq!(ids.len(), all, "{hint}"),
                Some(error) => {
                    assert!(error.message().contains("50 or more items share"), "{hint}")
                }
            }
            // What came is in order, each once, and all that a page had is there.
            assert!(ids.is_sorted_by(|a, b| a < b), "{hint}");
            assert!(ids.contains(&(30 + crowd.min(SIZE as i64))), "{hint}");
        }
    }
}

#[test]
fn a_page_of_twenty_thousand_items_of_one_time_is_iterated_like_any_other() {
    let size = 20_000;
    let paging = Paging { is_inclusive: true, is_ascending: false, size };
    let list = list_of(vec![0; size], paging, 1, Form::FewDigits);
    let (double, _) = list.serve(Kind::Conversations);
    let (ids, error) = Kind::Conversations.walk(&double, size);
    assert_eq!(ids.len(), size);
    assert!(error.unwrap().message().contains("20000 or more items share"));
}
