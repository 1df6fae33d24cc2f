//! The timestamps by which pages are requested and sorted, with all of their digits.

use crate::codec::{Time, date_time, decimal, joined};

/// When something was: RFC 3339 as a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    /// Whole seconds since 1970.
    seconds: u64,
    /// The fraction of a second, in units of its last place.
    fraction: u64,
}

/// So many decimal places are looked at: all that fit.
const PLACES: usize = 18;

/// The longest text that the codec accepts as a timestamp.
const LONGEST: usize = 40;

/// Near the end of the year 9999: shifted any further, the year would have five digits.
const LAST_SECOND: u64 = 253_400_000_000;

/// Date and time: `2026-03-01T10:00:00`. A fraction follows, behind its point.
const WHOLE: usize = 19;

/// A timestamp in its parts: date and time, point, digits of the fraction, offset.
fn parts(text: &str) -> Option<[&str; 4]> {
    let (whole, rest) = text.split_at_checked(WHOLE)?;
    let [b'.' | b',', fraction @ ..] = rest.as_bytes() else { return Some([whole, "", "", rest]) };
    let places = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (point, rest) = rest.split_at_checked(1)?;
    let (digits, zone) = rest.split_at_checked(places)?;
    // There is a point, so digits must follow, and no further point.
    if digits.is_empty() || zone.starts_with(['.', ',']) {
        None
    } else {
        Some([whole, point, digits, zone])
    }
}

impl Stamp {
    /// The timestamp of an item; `None` for anything but RFC 3339. Without an offset it is UTC. Before 1970, it means
    /// that the service does not know the time.
    pub(super) fn of(text: &str) -> Option<Self> {
        let [whole, _, digits, zone] = parts(text)?;
        let [hours, colon, minutes] = match zone.len() {
            0 => ["Z", "", ""],
            5 => [zone.get(..3)?, ":", zone.get(3..)?],
            _ => [zone, "", ""],
        };
        // No service means a leap second, which JavaScript rejects.
        if text.len() > LONGEST || whole.ends_with("60") {
            return None;
        }
        let seconds = Time::read(&joined(&[whole, hours, colon, minutes]))?.seconds();
        let seconds = u64::try_from(seconds).ok()?;
        let mut fraction = 0_u64;
        for place in 0..PLACES {
            let digit = digits.as_bytes().get(place).map_or(0, |digit| digit.wrapping_sub(b'0'));
            fraction = fraction.wrapping_mul(10).wrapping_add(digit.into());
        }
        (seconds < LAST_SECOND).then_some(Stamp { seconds, fraction })
    }

    /// The same for all timestamps of one second: how a service sees them that takes whole seconds.
    pub(super) fn in_seconds(self) -> Self {
        Stamp { fraction: 0, ..self }
    }
}

/// A timestamp that a walk has reached.
pub(super) struct Reached {
    pub(super) at: Stamp,
    /// As the service wrote it.
    pub(super) text: String,
}

impl Reached {
    pub(super) fn text(&self) -> String {
        self.text.clone()
    }

    /// Its second.
    pub(super) fn second(&self) -> String {
        let time = date_time(self.at.seconds.cast_signed()).unwrap_or_default();
        joined(&[&time, "Z"])
    }

    /// The text of a timestamp moved by a unit of that decimal place, in its own format and with all of its digits.
    fn shifted(&self, is_later: bool, place: usize) -> Option<String> {
        let [whole, point, fraction, zone] = parts(&self.text)?;
        let mut digits = fraction.as_bytes().to_vec();
        while digits.len() < place {
            digits.push(b'0');
        }
        let (last, zero, unit) = if is_later { (b'9', b'0', 1) } else { (b'0', b'9', -1) };
        let mut carried = unit;
        for digit in digits.iter_mut().take(place).rev() {
            if *digit != last {
                *digit = digit.wrapping_add_signed(unit);
                carried = 0;
                break;
            }
            *digit = zero;
        }
        let seconds = Time::read(&joined(&[whole, "Z"]))?.seconds();
        let moved = date_time(seconds.wrapping_add(carried.into()))?;
        let point = if point.is_empty() && place > 0 { "." } else { point };
        let digits = std::str::from_utf8(&digits).ok()?;
        let between = whole.get(10..11)?;
        Some(joined(&[moved.get(..10)?, between, moved.get(11..)?, point, digits, zone]))
    }

    /// The cursors to try for a timestamp, the nearest to the beginning of the walk first: exactly; before that, a
    /// microsecond nearer, and after it, one further. At either end a unit of the last place, but at least a
    /// millisecond, for a service that compares no finer.
    pub(super) fn cursors(&self, is_ascending: bool) -> Vec<String> {
        let places = parts(&self.text).map_or(0, |[_, _, digits, _]| digits.len());
        let coarse = places.min(3);
        let shifted = |is_later, place| self.shifted(is_later, place).unwrap_or_default();
        vec![
            shifted(!is_ascending, coarse),
            shifted(!is_ascending, 6),
            self.text.clone(),
            shifted(is_ascending, places.max(6)),
            shifted(is_ascending, coarse),
        ]
    }

    /// The cursors to try in whole seconds. Whether a page includes the items of its own second may be documented both
    /// ways: requested by the next second, it does. Where that brings nothing further: by the second itself, and by
    /// the one before.
    pub(super) fn seconds(&self) -> Vec<String> {
        let seconds = self.at.seconds;
        let mut cursors = vec![decimal(seconds.wrapping_add(1)), decimal(seconds)];
        cursors.extend(seconds.checked_sub(1).map(decimal));
        cursors
    }
}
