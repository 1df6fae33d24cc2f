//! A caller's input → a checked request, in one pass.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::fields::{check, known};
use crate::codec::forms::{has_control, has_offset, is_digits, is_id, is_opaque, is_timestamp};
use crate::codec::number::MAX_SAFE;
use crate::codec::recipient::{addressees, phone, target};
use crate::codec::request::Request;
use crate::codec::scan::Scanner;
use crate::codec::text::unescape;
use crate::codec::time::{LAST_SECOND, QUARTER_HOUR_MS, Time};
use crate::codec::write::{decimal, joined, parted, position, push_json_text, push_percent};
use crate::error::Error;
use crate::schema::{Field, Kind, Operation, Place, Repeat, Shape};

/// Checks an input, given as JSON text with keys in camelCase, and writes the operation's request.
///
/// `now_ms` is the time of the day, in milliseconds since 1970: some times must be ahead of it.
///
/// What JSON cannot say (`NaN`, a function, …) may be written as the object `{"\u0000": "NaN"}`, which no
/// table knows; the error then names it. A BigInt is written as `{"\u0000": "9007199254740993n"}`: it can
/// be an id, and an exact number in JSON of the caller's own.
///
/// # Errors
/// `InvalidArgument` with the path to the value that breaks the operation's table. It never holds a
/// value of the input.
pub fn encode(
    operation: &Operation,
    input: &str,
    now_ms: f64,
) -> core::result::Result<Request, Error> {
    encode_by(operation, input, &|| now_ms)
}

/// The same with a clock, which is looked at only for an input that has a rule about the time of the day.
///
/// # Errors
/// As [`encode`].
pub fn encode_by(
    operation: &Operation,
    input: &str,
    now_ms: &dyn Fn() -> f64,
) -> core::result::Result<Request, Error> {
    let mut encoder = Encoder {
        text: input,
        now_ms,
        scan: Scanner::new(input),
        path: Vec::new(),
        query: String::new(),
        whole_body: None,
    };
    let mut body = String::new();
    let given = encoder
        .input(operation.input, &mut body)
        .map_err(|fault| fault.into_invalid_argument().of(operation))?;
    let mut target = fill(operation.path, &encoder.path);
    target.push_str(&encoder.query);
    let body = encoder.whole_body.or_else(|| has_body(operation).then_some(body));
    let repeat = match operation.repeat {
        Repeat::OnceUnless(name) if names(operation.input, given, name) => Repeat::OnceByKey,
        Repeat::OnceUnless(_) => Repeat::Once,
        repeat => repeat,
    };
    Ok(Request { method: operation.method, target, body, repeat })
}

/// How a marker object begins.
const MARKER: &str = r#"{"\u0000":"#;
/// The longest name in one that is shown.
const LONGEST_NAME: usize = 40;

struct Encoder<'a> {
    text: &'a str,
    now_ms: &'a dyn Fn() -> f64,
    scan: Scanner<'a>,
    /// Values that travel in the path, by field.
    path: Vec<(&'static str, String)>,
    /// `?key=value&…`
    query: String,
    /// What is sent in the place of all that else travels in the body.
    whole_body: Option<String>,
}

impl<'a> Encoder<'a> {
    fn input(&mut self, shape: &'static Shape, body: &mut String) -> Result<u64> {
        self.scan.blanks();
        let given = self.object(shape, body)?;
        self.scan.end()?;
        Ok(given)
    }

    /// Tells which fields are given, a bit each.
    fn object(&mut self, shape: &'static Shape, out: &mut String) -> Result<u64> {
        if self.scan.peek() != b'{' || self.marker().is_some() {
            return Err(self.mismatch("an object"));
        }
        self.scan.step();
        let mut given = 0_u64;
        out.push('{');
        let mut more = !self.scan.bracket(b'}');
        while more {
            let key = self.scan.key()?;
            self.scan.blanks();
            let (at, field) = known(shape, &key)?;
            let bit = 1_u64.wrapping_shl(at as u32);
            if given & bit != 0 {
                return Err(Fault::of("is given twice").inside(Step::Field(field.name)));
            }
            given |= bit;
            self.member(field, out).map_err(|fault| fault.inside(Step::Field(field.name)))?;
            more = self.scan.more(b'}')?;
        }
        out.push('}');
        for (at, field) in shape.fields.iter().enumerate() {
            if field.required && given & 1_u64.wrapping_shl(at as u32) == 0 {
                return Err(Fault::of("is required").inside(Step::Field(field.name)));
            }
        }
        shape.rules.iter().try_for_each(|rule| check(shape, rule, given))?;
        Ok(given)
    }

    fn member(&mut self, field: &'static Field, out: &mut String) -> Result<()> {
        if self.scan.peek() == b'n' {
            let hint = if field.required { "" } else { "; leave the key out instead" };
            return Err(Fault::mismatch(self.expected(&field.kind), &joined(&["null", hint])));
        }
        match field.place {
            Place::Body => {
                if !out.ends_with('{') {
                    out.push(',');
                }
                push_json_text(out, field.wire);
                out.push(':');
                self.value(&field.kind, out)
            }
            Place::WholeBody => {
                let mut whole = String::new();
                self.value(&field.kind, &mut whole)?;
                self.whole_body = Some(whole);
                Ok(())
            }
            Place::Path => {
                let text = self.plain(&field.kind)?;
                // Percent-encoding does not help here: URLs are normalised after it.
                if matches!(text.as_str(), "" | "." | "..") || field.reserved.contains(&&*text) {
                    return Err(Fault::of("would mean another route"));
                }
                self.path.push((field.name, text));
                Ok(())
            }
            Place::Query => {
                self.query.push(if self.query.is_empty() { '?' } else { '&' });
                push_percent(&mut self.query, field.wire);
                let (Kind::List(item) | Kind::OneOrMore(item)) = &field.kind else {
                    let value = self.plain(&field.kind)?;
                    self.query.push('=');
                    push_percent(&mut self.query, &value);
                    return Ok(());
                };
                let count = self.items(&field.kind, &mut |encoder, at| {
                    let value = encoder.plain(item)?;
                    if position(&value, ",").is_some() {
                        return Err(Fault::of("must not hold a comma, which parts the list"));
                    }
                    encoder.query.push(if at == 0 { '=' } else { ',' });
                    push_percent(&mut encoder.query, &value);
                    Ok(())
                })?;
                if count == 0 {
                    return Err(Fault::of(
                        "must hold at least one item; leave the key out instead",
                    ));
                }
                Ok(())
            }
        }
    }

    /// A value as it is written in a URL, before it is percent-encoded.
    fn plain(&mut self, kind: &'static Kind) -> Result<String> {
        let mut json = String::new();
        self.value(kind, &mut json)?;
        let bare = json.strip_prefix('"').and_then(|json| json.strip_suffix('"'));
        Ok(match bare {
            Some(bare) => unescape(bare).unwrap_or_default(),
            None => json,
        })
    }

    fn value(&mut self, kind: &'static Kind, out: &mut String) -> Result<()> {
        match (kind, self.scan.peek()) {
            (Kind::Bool, b't') => self.word("true", out),
            (Kind::Bool, b'f') => self.word("false", out),
            (Kind::Id, b'-' | b'0'..=b'9') => self.number(kind, out),
            (Kind::Id | Kind::Opaque, b'{') => self.big_id(kind, out),
            (Kind::Opaque, b'-' | b'0'..=b'9') => self.number(kind, out),
            (Kind::Seconds | Kind::Count, b'-' | b'0'..=b'9') => self.number(kind, out),
            (
                Kind::Id
                | Kind::Opaque
                | Kind::Text
                | Kind::SomeText
                | Kind::Line
                | Kind::Timestamp
                | Kind::Instant
                | Kind::Target
                | Kind::Phone
                | Kind::Addressees
                | Kind::Seconds
                | Kind::QuarterHour,
                b'"',
            ) => self.text(kind, out),
            (Kind::Json, b'{') if self.big().is_none() => self.json(kind, out),
            (Kind::Object(shape), _) => self.object(shape, out).map(|_| ()),
            (Kind::List(item), b'[') => self.list(item, out).map(|_| ()),
            (Kind::OneOrMore(item), b'[') => match self.list(item, out)? {
                0 => Err(Fault::mismatch("a list with at least one item", "an empty one")),
                _ => Ok(()),
            },
            _ => Err(self.mismatch(self.expected(kind))),
        }
    }

    /// A value that is given as text.
    fn text(&mut self, kind: &Kind, out: &mut String) -> Result<()> {
        let mut text = self.string()?;
        // What is wrong with it.
        let mut found = "";
        match kind {
            Kind::Id | Kind::Opaque => return self.id(kind, &text, "another string", out),
            Kind::SomeText if text.is_empty() => found = "an empty one",
            Kind::Line if has_control(&text) => found = "a control character in it",
            Kind::Timestamp | Kind::Instant => {
                let offset = !matches!(kind, Kind::Instant) || has_offset(&text);
                if !is_timestamp(&text) || !offset {
                    found = "another string";
                }
            }
            Kind::Target | Kind::Phone | Kind::Addressees => {
                let clean = match kind {
                    Kind::Phone => phone,
                    Kind::Addressees => addressees,
                    _ => target,
                };
                match clean(&text) {
                    Some(clean) => text = clean,
                    None => found = "another string",
                }
            }
            Kind::Seconds | Kind::QuarterHour => match Time::read(&text) {
                None => found = "another string",
                Some(time) if matches!(kind, Kind::Seconds) => {
                    out.push_str(&decimal(time.seconds_up()));
                    return Ok(());
                }
                Some(time) if !time.is_on_quarter_hour() => found = "one between two quarters",
                Some(time) if time.ms() - (self.now_ms)() < QUARTER_HOUR_MS => {
                    found = "one that is not so far ahead";
                }
                Some(_) => {}
            },
            _ => {}
        }
        if !found.is_empty() {
            return Err(self.wrong(kind, found));
        }
        push_json_text(out, &text);
        Ok(())
    }

    fn word(&mut self, word: &'static str, out: &mut String) -> Result<()> {
        self.scan.word(word)?;
        out.push_str(word);
        Ok(())
    }

    /// The digits of the BigInt that follows, and what follows it.
    fn big(&self) -> Option<(&'a str, &'a str)> {
        self.text.get(self.scan.at..).and_then(big)
    }

    /// An id that is given as text.
    fn id(&self, kind: &Kind, text: &str, found: &str, out: &mut String) -> Result<()> {
        // What came as a number goes back as one; what no 64 bits hold stays text, since a reader could
        // round it to another id.
        if is_id(text) {
            out.push_str(text);
        } else if matches!(kind, Kind::Opaque) && is_opaque(text) {
            push_json_text(out, text);
        } else {
            return Err(self.wrong(kind, found));
        }
        Ok(())
    }

    /// An id that is given as a BigInt.
    fn big_id(&mut self, kind: &Kind, out: &mut String) -> Result<()> {
        let Some((digits, rest)) = self.big() else {
            return Err(self.mismatch(self.expected(kind)));
        };
        self.id(kind, digits, "another BigInt", out)?;
        self.scan.at = self.text.len().wrapping_sub(rest.len());
        Ok(())
    }

    /// Any object, as it is; BigInts in it as the numbers that they are.
    fn json(&mut self, kind: &Kind, out: &mut String) -> Result<()> {
        let from = self.scan.at;
        self.scan.skip()?;
        let mut json = self.text.get(from..self.scan.at).unwrap_or_default();
        // A quote inside of a string is escaped, so this is a marker wherever it is.
        while let Some((before, marker)) =
            position(json, MARKER).and_then(|at| json.split_at_checked(at))
        {
            let Some((digits, rest)) = big(marker) else {
                let found = "one with a value that JSON cannot hold";
                return Err(self.wrong(kind, found));
            };
            out.push_str(before);
            out.push_str(digits);
            json = rest;
        }
        out.push_str(json);
        Ok(())
    }

    fn number(&mut self, kind: &Kind, out: &mut String) -> Result<()> {
        let number = self.scan.number()?;
        let is_time = matches!(kind, Kind::Seconds);
        let most = if is_time { LAST_SECOND } else { MAX_SAFE };
        let found = match number.magnitude {
            Some(magnitude) if !number.negative && magnitude <= most => {
                out.push_str(&decimal(magnitude));
                return Ok(());
            }
            Some(magnitude) if number.negative && magnitude <= MAX_SAFE => "a negative number",
            Some(_) if is_time => "milliseconds; divide by 1000 and round, or give a Date",
            Some(_) => {
                "a number that JavaScript cannot hold exactly; give it as text or as a BigInt"
            }
            None => "another number",
        };
        Err(self.wrong(kind, found))
    }

    fn list(&mut self, kind: &'static Kind, out: &mut String) -> Result<usize> {
        out.push('[');
        let from = out.len();
        let count = self.items(kind, &mut |encoder, at| {
            if at > 0 {
                out.push(',');
            }
            let start = out.len();
            encoder.value(kind, out)?;
            if matches!(kind, Kind::Target | Kind::Phone) && is_again(out, from, start) {
                out.truncate(start.wrapping_sub(1));
            }
            Ok(())
        })?;
        out.push(']');
        Ok(count)
    }

    /// Goes over a list, item by item; tells how many there are.
    fn items(
        &mut self,
        kind: &Kind,
        each: &mut dyn FnMut(&mut Self, usize) -> Result<()>,
    ) -> Result<usize> {
        if self.scan.peek() != b'[' {
            return Err(self.mismatch(self.expected(kind)));
        }
        self.scan.step();
        let mut count = 0_usize;
        let mut more = !self.scan.bracket(b']');
        while more {
            self.scan.blanks();
            each(self, count).map_err(|fault| fault.inside(Step::Item(count)))?;
            count = count.wrapping_add(1);
            more = self.scan.more(b']')?;
        }
        Ok(count)
    }

    /// The text of the string that follows.
    fn string(&mut self) -> Result<String> {
        self.scan.step();
        let from = self.scan.at;
        let text = self.scan.text()?;
        let raw = self.text.get(from..from.wrapping_add(text.raw.len())).unwrap_or_default();
        unescape(raw).ok_or_else(|| Fault::mismatch("text", "half of a surrogate pair in it"))
    }

    /// The name in a marker object, if one follows; the caller's own objects may look like one.
    fn marker(&self) -> Option<&'a str> {
        let rest = self.text.get(self.scan.at..)?.strip_prefix(MARKER)?.strip_prefix('"')?;
        let name = parted(rest, "\"").map_or(rest, |(name, _)| name);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-');
        (name.len() <= LONGEST_NAME && name.bytes().all(plain)).then_some(name)
    }

    /// A value that looks right at first, and is not.
    #[cold]
    #[inline(never)]
    fn wrong(&self, kind: &Kind, found: &str) -> Box<Fault> {
        Fault::mismatch(self.expected(kind), found)
    }

    /// What a kind wants of a caller, in words.
    fn expected(&self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Id => "an id (a whole number from 0 up, or its digits as text)",
            Kind::Opaque => "an id (text, or a whole number from 0 up)",
            Kind::Count => "a whole number from 0 up",
            kind => expected(kind),
        }
    }

    #[cold]
    fn mismatch(&self, expected: &str) -> Box<Fault> {
        if self.big().is_some() {
            return Fault::mismatch(expected, "a BigInt");
        }
        match self.marker() {
            Some(name) => Fault::mismatch(expected, name),
            None => self.scan.mismatch(expected),
        }
    }
}

/// In longer lists of recipients, in bytes, it is not looked whether one is there twice: no group is as large.
const LARGEST_GROUP: usize = 4000;

/// Whether the last item of a list of recipients is there before, in another spelling perhaps: it would get the
/// message twice. The list begins at `from`, the item at `start`.
fn is_again(out: &str, from: usize, start: usize) -> bool {
    let (before, item) = out.split_at_checked(start).unwrap_or_default();
    let list = before.get(from..).unwrap_or_default();
    // A quote behind a backslash is within another item.
    let is_whole = |at: usize| list.as_bytes().get(at.wrapping_sub(1)) != Some(&b'\\');
    list.len() < LARGEST_GROUP && position(list, item).is_some_and(is_whole)
}

/// Whether a field is among those that are given.
fn names(shape: &Shape, given: u64, name: &str) -> bool {
    let at = shape.fields.iter().position(|field| field.name == name);
    at.is_some_and(|at| given & 1_u64.wrapping_shl(at as u32) != 0)
}

/// The digits of the BigInt for which a marker stands, and what follows it.
fn big(marker: &str) -> Option<(&str, &str)> {
    let (name, rest) =
        marker.strip_prefix(MARKER)?.strip_prefix('"').and_then(|name| parted(name, "\""))?;
    let digits = name.strip_suffix('n')?;
    is_digits(digits.strip_prefix('-').unwrap_or(digits))
        .then_some((digits, rest.strip_prefix('}')?))
}

/// Whether an operation has a body at all.
fn has_body(operation: &Operation) -> bool {
    operation.input.fields.iter().any(|field| field.place == Place::Body)
}

/// A path with its placeholders filled in.
fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, placeholder)) = parted(rest, "{") {
        path.push_str(before);
        let (name, behind) = parted(placeholder, "}").unwrap_or((placeholder, ""));
        if let Some((_, value)) = values.iter().find(|(field, _)| *field == name) {
            push_percent(&mut path, value);
        }
        rest = behind;
    }
    path.push_str(rest);
    path
}
