//! From the structs to JSON in JavaScript's names: of inputs what JavaScript would give the codec, of models what it
//! would get.

use alloc::string::String;
#[cfg(feature = "serde")]
use alloc::string::ToString;
use alloc::vec::Vec;

use crate::codec::{MAX_SAFE, decimal, is_json, joined, push_json_text};
use crate::schema::{Acknowledged, Count, Id, Json, Nothing, OneOrMore, Raw, UnixSeconds};

/// A type that an input or a model may hold. The macros write it for both.
pub trait Write {
    /// Writes the value as JSON.
    fn write(&self, writer: &mut Writer);

    /// Writes the members with these names, of an object of which not all came.
    #[doc(hidden)]
    fn write_given(&self, writer: &mut Writer, _: &[String]) {
        self.write(writer);
    }

    /// Whether it is left out of its object.
    fn is_absent(&self) -> bool {
        false
    }
}

/// JSON that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    json: String,
}

impl Writer {
    /// The value as JSON, in JavaScript's names.
    pub fn json(value: &impl Write) -> String {
        let mut writer = Writer::default();
        value.write(&mut writer);
        writer.json
    }

    /// Begins an object.
    pub fn open(&mut self) {
        self.json.push('{');
    }

    /// Writes a field of an object, unless it is absent.
    pub fn field(&mut self, name: &str, value: &dyn Write) {
        if value.is_absent() {
            return;
        }
        self.named(name, value);
    }

    /// Writes a member of an object, if it is one of those that came.
    pub fn member(&mut self, name: &str, given: Option<&[String]>, value: &dyn Write) {
        if given.is_none_or(|given| given.iter().any(|given| given == name)) {
            self.named(name, value);
        }
    }

    fn named(&mut self, name: &str, value: &dyn Write) {
        self.separate('{');
        push_json_text(&mut self.json, name);
        self.json.push(':');
        value.write(self);
    }

    /// Ends an object.
    pub fn close(&mut self) {
        self.json.push('}');
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        push_json_text(&mut self.json, text);
    }

    pub(crate) fn raw(&mut self, json: &str) {
        self.json.push_str(json);
    }

    fn separate(&mut self, open: char) {
        if !self.json.ends_with(open) {
            self.json.push(',');
        }
    }
}

impl Write for bool {
    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Write for String {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

fn digits(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    joined(&[sign, &decimal(number.unsigned_abs())])
}

/// Digits, as text where a number of JavaScript's would not be exact.
impl<T: ?Sized> Write for Id<T> {
    fn write(&self, writer: &mut Writer) {
        let digits = digits(self.get());
        if self.get().unsigned_abs() > MAX_SAFE {
            writer.text(&digits);
        } else {
            writer.raw(&digits);
        }
    }
}

impl Write for Count {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&digits(self.0));
    }
}

impl Write for UnixSeconds {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&decimal(self.0));
    }
}

impl Write for Json {
    fn write(&self, writer: &mut Writer) {
        if is_json(self.as_str()) {
            writer.raw(self.as_str());
        } else {
            // Where an object belongs, text is rejected; and what is no JSON could be more than one value.
            writer.text(self.as_str());
        }
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, writer: &mut Writer) {
        writer.raw("[");
        for item in self {
            writer.separate('[');
            item.write(writer);
        }
        writer.raw("]");
    }
}

impl<T: Write> Write for OneOrMore<T> {
    fn write(&self, writer: &mut Writer) {
        self.0.write(writer);
    }
}

/// Nothing: JavaScript gets `undefined`.
impl Write for Acknowledged {
    fn write(&self, _: &mut Writer) {}
}

/// Nothing: JavaScript gets `undefined`.
impl Write for Nothing {
    fn write(&self, _: &mut Writer) {}
}

impl Write for Raw {
    #[cfg(feature = "serde")]
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.0.to_string());
    }

    #[cfg(not(feature = "serde"))]
    fn write(&self, writer: &mut Writer) {
        writer.raw("null");
    }
}

#[cfg(test)]
#[cfg(feature = "serde")]
mod tests {
    use std::fs;

    use serde_json::Value;

    use super::{Write, Writer};
    use crate::codec::to_json;
    use crate::http::Reply;
    use crate::schema::Call;
    use crate::{heymarket, qlara, typed};

    /// What the operation's sample gives to a program in Rust is written as what it gives to JavaScript.
    fn writes<C: Call<Output: Write>>(service: &str) {
        let name = C::OPERATION.name;
        let path = format!("{}/tests/operations/{service}/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let sample: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let bodies = [&sample["response"]]
            .into_iter()
            .chain(sample["responses"].as_array().into_iter().flatten())
            .filter_map(|response| response.get("body"));
        for body in bodies {
            let reply = Reply { status: 200, body: body.to_string().into(), ..Reply::default() };
            let Ok(tape) = reply.read(C::OPERATION) else { continue };
            let for_javascript = to_json(&tape, &C::OPERATION.reply, &reply.body);
            let model = typed::read::<C>(&reply).unwrap();
            assert_eq!(Writer::json(&model), for_javascript, "{service} {name}");
        }
    }

    #[test]
    fn a_model_is_written_as_javascript_gets_it() {
        use heymarket::{conversations, messages, people};
        use qlara::{callback, conversations as chats};
        writes::<conversations::ListConversations>("heymarket");
        writes::<conversations::GetConversation>("heymarket");
        writes::<conversations::CountConversations>("heymarket");
        writes::<messages::ListMessages>("heymarket");
        writes::<messages::ListTeamMessages>("heymarket");
        writes::<messages::SendMessage>("heymarket");
        writes::<messages::ScheduleMessage>("heymarket");
        writes::<messages::GetScheduledMessage>("heymarket");
        writes::<people::ListInboxes>("heymarket");
        writes::<people::GetTeam>("heymarket");
        writes::<chats::ListConversations>("qlara");
        writes::<chats::GetConversation>("qlara");
        writes::<chats::ListMessages>("qlara");
        writes::<chats::ListAssignableUsers>("qlara");
        writes::<callback::GetCallback>("qlara");
    }
}
