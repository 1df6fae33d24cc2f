//! What a service says of an event, taken apart into what tells one event from another.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::codec::{joined, position};
use crate::webhook::Form;
use crate::webhook::fingerprint::{Fingerprint, fingerprint};
use crate::webhook::members::each;
use crate::webhook::spelling::{Meaning, Normal, Slot, Spelling, is_placeholder, normal, scalar};

/// The members of an object, by what they say.
pub(crate) struct Taken<'a> {
    fields: &'static [Spelling],
    /// What other words for a state mean.
    codes: &'static [(&'static str, &'static str)],
    /// What each of the fields holds, if anything.
    found: Vec<Option<&'a str>>,
    /// Everything else.
    rest: Fingerprint,
    /// Whether a key came twice and said two things.
    pub(crate) is_torn: bool,
}

impl<'a> Taken<'a> {
    /// Takes good JSON apart: what an event of the form says, or something in it.
    pub(crate) fn of(fields: &'static [Spelling], form: Option<&Form>, data: &'a str) -> Taken<'a> {
        // The event's name is looked at elsewhere.
        let names = form.filter(|form| form.data.is_none()).map_or(&[] as &[_], |form| form.name);
        let mut taken = Taken {
            fields,
            codes: form.map_or(&[], |form| form.codes),
            found: vec![None; fields.len()],
            rest: Fingerprint::new(),
            is_torn: false,
        };
        let outcome = each(data, &[], &mut |key, json| {
            let mut known = fields.iter().zip(&mut taken.found);
            match known.find(|(spelling, _)| spelling.key == key) {
                _ if json == "null" => {}
                Some((_, value @ None)) => *value = Some(json),
                Some((_, Some(other))) if *other == json => {}
                Some((spelling, Some(other))) => {
                    let value = normal(spelling.meaning, json);
                    if value == Normal::Odd || value != normal(spelling.meaning, other) {
                        taken.is_torn = true;
                        taken.rest.add_json(key, other);
                    }
                    // As everywhere, the last one counts.
                    *other = json;
                }
                None if names.contains(&key) && json.starts_with('"') => {}
                None if counts_attempts(key) => {}
                None => taken.rest.add_json(key, json),
            }
        });
        if outcome.is_err() {
            // No object: all of it.
            taken.rest.add_json("", data);
        }
        taken
    }

    /// What is under a key.
    pub(crate) fn json(&self, key: &str) -> Option<&'a str> {
        let at = self.fields.iter().position(|spelling| spelling.key == key)?;
        self.found.get(at).copied().flatten()
    }

    /// What is under the first of a slot's keys that holds something.
    pub(crate) fn first(&self, slot: Slot) -> Option<&'a str> {
        let mut found = self.fields.iter().zip(&self.found);
        found.find_map(|(spelling, json)| json.filter(|_| spelling.slot == slot))
    }

    /// What a slot says as the service wrote it: the first of its keys that does not only hold the place of a text or
    /// a number.
    pub(crate) fn text(&self, slot: Slot) -> Option<String> {
        let mut found = self.fields.iter().zip(&self.found);
        found.find_map(|(spelling, json)| {
            let text = if spelling.slot == slot { scalar((*json)?) } else { None };
            text.filter(|text| !is_placeholder(text))
        })
    }

    /// Takes out what a slot says, in its normal form, if that is understood. What further keys say against it stays
    /// among the rest; but further times are those of the delivery.
    pub(crate) fn take(&mut self, slot: Slot) -> Option<String> {
        let first = self.fields.iter().find(|spelling| spelling.slot == slot)?;
        self.take_like(first)
    }

    fn take_like(&mut self, first: &Spelling) -> Option<String> {
        let mut chosen: Option<String> = None;
        for (spelling, found) in self.fields.iter().zip(&mut self.found) {
            let Some(json) = found.filter(|_| spelling.says_what(first)) else { continue };
            let mut value = normal(spelling.meaning, json);
            if let (Normal::Known(text), Slot::State) = (&mut value, first.slot)
                && let Some((_, meant)) = self.codes.iter().find(|(code, _)| code == text)
            {
                *text = (*meant).to_owned();
            }
            match (value, &chosen) {
                (Normal::Odd, _) => continue,
                (Normal::Known(text), _) if text.is_empty() => {}
                (Normal::Known(text), None) => chosen = Some(text),
                (Normal::Known(text), Some(other))
                    if text != *other && first.slot != Slot::Time =>
                {
                    self.rest.add(spelling.key, &text);
                }
                _ => {}
            }
            *found = None;
        }
        chosen
    }

    /// Takes out all that some slots say of who somebody is: each name once, in its normal form.
    pub(crate) fn names(&mut self, slots: &[Slot], names: &mut Vec<String>) {
        for (spelling, found) in self.fields.iter().zip(&mut self.found) {
            let Some(json) = found.filter(|_| slots.contains(&spelling.slot)) else { continue };
            match normal(Meaning::Phone, json) {
                Normal::Odd => continue,
                Normal::Known(text) if !names.contains(&text) => names.push(text),
                _ => {}
            }
            *found = None;
        }
    }

    /// What a slot says in its normal form; what tells one that is not understood from another.
    pub(crate) fn said(&mut self, slot: Slot) -> Option<String> {
        self.take(slot).or_else(|| Some(joined(&["~", &fingerprint(self.first(slot)?)])))
    }

    /// Lets go of what a slot says.
    pub(crate) fn forget(&mut self, slot: Slot) {
        for (spelling, found) in self.fields.iter().zip(&mut self.found) {
            if spelling.slot == slot {
                *found = None;
            }
        }
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty && self.found.iter().all(Option::is_none)
    }

    /// The fingerprint of all that was not taken out.
    pub(crate) fn rest(mut self) -> Fingerprint {
        let fields = self.fields;
        for (at, spelling) in fields.iter().enumerate() {
            // The first of its keys names a slot.
            let first = fields.iter().find(|other| other.says_what(spelling)).unwrap_or(spelling);
            if let Some(text) = self.take_like(first) {
                self.rest.add(first.key, &text);
            }
            if let Some(odd) = self.found.get(at).copied().flatten() {
                self.rest.add_json(first.key, odd);
            }
        }
        self.rest
    }
}

impl Spelling {
    /// Whether two keys are for one thing.
    fn says_what(&self, other: &Spelling) -> bool {
        self.slot == other.slot && (self.slot != Slot::Own || self.key == other.key)
    }
}

/// Whether a key counts the attempts of a delivery: its number moves between two deliveries of one event.
fn counts_attempts(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["attempt", "retry", "retries", "redeliver"].iter().any(|word| position(&key, word).is_some())
}
