//! The timestamps by which pages are requested and sorted, with all of their digits.

use super::walk::Cursor;
use crate::codec::{Time, date_time, joined};

/// An RFC 3339 timestamp.
#[derive(Clone)]
pub(super) struct Stamp {
    /// As the service wrote it.
    pub(super) text: String,
    /// Whole seconds since 1970.
    seconds: u64,
    /// How many decimal places were written.
    places: usize,
    /// How many of them are left without the zeros at the end.
    digits: usize,
}

/// The longest text that the codec accepts as a timestamp.
const LONGEST: usize = 40;

/// Near the end of the year 9999: shifted any further, the year would have five digits.
const LAST_SECOND: u64 = 253_400_000_000;

/// Date and time: `2026-03-01T10:00:00`. A fraction follows, behind its point.
const WHOLE: usize = 19;
const FRACTION: usize = 20;

impl Stamp {
    /// The timestamp of an item; `None` for anything but RFC 3339. Without an offset it is UTC. Before 1970, it means
    /// that the service does not know the time.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_at_checked(WHOLE)?;
        let (places, zone) = match rest.as_bytes() {
            [b'.' | b',', fraction @ ..] => {
                let places = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
                (places, rest.get(places.saturating_add(1)..)?)
            }
            _ => (0, rest),
        };
        let has_point = rest.len() > zone.len();
        let zone = match zone.as_bytes() {
            [] => "Z".into(),
            [b'+' | b'-', _, _, b'0'..=b'9', _] => joined(&[zone.get(..3)?, ":", zone.get(3..)?]),
            [b'Z' | b'z'] | [b'+' | b'-', ..] => zone.into(),
            _ => return None,
        };
        // No service means a leap second, which JavaScript rejects.
        if text.len() > LONGEST || (has_point && places == 0) || whole.ends_with("60") {
            return None;
        }
        let seconds = Time::read(&joined(&[whole, &zone]))?.seconds();
        let seconds = u64::try_from(seconds).ok().filter(|seconds| *seconds < LAST_SECOND)?;
        let fraction = text.get(FRACTION..FRACTION.saturating_add(places)).unwrap_or_default();
        let digits = fraction.trim_end_matches('0').len();
        Some(Stamp { text: text.into(), seconds, places, digits })
    }

    /// The same for all timestamps of one second: how a service sees them that takes whole seconds.
    pub(super) fn in_seconds(self) -> Self {
        let time = date_time(self.seconds.cast_signed()).unwrap_or_default();
        Stamp { text: joined(&[&time, "Z"]), places: 0, digits: 0, ..self }
    }

    fn fraction(&self, places: usize) -> &str {
        self.text.get(FRACTION..FRACTION.saturating_add(places)).unwrap_or_default()
    }

    /// What timestamps are compared by: a later one has more of it.
    pub(super) fn order(&self) -> (u64, &str) {
        (self.seconds, self.fraction(self.digits))
    }

    /// The text of the timestamp moved by a unit of that decimal place, in its own format and with all of its digits.
    fn shifted(&self, is_later: bool, place: usize) -> Option<String> {
        let (whole, rest) = self.text.split_at_checked(WHOLE)?;
        let mut digits = self.fraction(self.places).to_owned().into_bytes();
        let behind = if self.places > 0 { self.places.saturating_add(1) } else { 0 };
        digits.resize(self.places.max(place), b'0');
        let (last, zero) = if is_later { (b'9', b'0') } else { (b'0', b'9') };
        let mut carries = true;
        for digit in digits.iter_mut().take(place).rev() {
            carries = *digit == last;
            *digit = match is_later {
                _ if carries => zero,
                true => digit.wrapping_add(1),
                false => digit.wrapping_sub(1),
            };
            if !carries {
                break;
            }
        }
        let seconds = Time::read(&joined(&[whole, "Z"]))?.seconds();
        let step = match is_later {
            _ if !carries => 0,
            true => 1,
            false => -1,
        };
        let moved = date_time(seconds.wrapping_add(step))?;
        let point = match digits.len() {
            0 => "",
            _ if self.places > 0 => rest.get(..1)?,
            _ => ".",
        };
        Some(joined(&[
            moved.get(..10)?,
            whole.get(10..11)?,
            moved.get(11..)?,
            point,
            std::str::from_utf8(&digits).ok()?,
            rest.get(behind..)?,
        ]))
    }

    /// The cursors to try for a timestamp, the nearest to the beginning of the walk first: exactly; before that, a
    /// microsecond nearer, and after it, one further. At either end a unit of the last place, but at least a
    /// millisecond, for a service that compares no finer.
    pub(super) fn cursors(&self, is_ascending: bool) -> Vec<Cursor> {
        let coarse = self.places.min(3);
        let shifted = |is_later, place| self.shifted(is_later, place);
        let texts = [
            shifted(!is_ascending, coarse),
            shifted(!is_ascending, 6),
            Some(self.text.clone()),
            shifted(is_ascending, self.places.max(6)),
            shifted(is_ascending, coarse),
        ];
        texts.into_iter().flatten().map(Cursor::Text).collect()
    }

    /// The cursors to try in whole seconds. Whether a page includes the items of its own second may be documented both
    /// ways: requested by the next second, it does. Where that brings nothing further: by the second itself, and by
    /// the one before.
    pub(super) fn seconds(&self) -> Vec<Cursor> {
        let (here, next) = (self.seconds, self.seconds.saturating_add(1));
        [Some(next), Some(here), here.checked_sub(1)]
            .into_iter()
            .flatten()
            .map(Cursor::Seconds)
            .collect()
    }
}
