use std::collections::{BTreeMap, VecDeque};

use threadline::schema::Operation;
use threadline::{heymarket, qlara};

use crate::faults::{Fault, FaultBody, LONGEST_MS, MOST_BYTES, Sending};

/// What is in store for the operations.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Script(BTreeMap<String, VecDeque<Fault>>);

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// In words, when it names what is not known or asks for more than there is room or time for.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        let lists: BTreeMap<String, VecDeque<Fault>> =
            serde_json::from_slice(json).map_err(|error| error.to_string())?;
        for (name, list) in &lists {
            if !is_known(name) {
                return Err(format!("unknown operation {name}"));
            }
            for (at, fault) in list.iter().enumerate() {
                check(fault).map_err(|problem| format!("{name}[{at}]: {problem}"))?;
            }
        }
        Ok(Script(lists))
    }

    /// Takes over what another script says; of what it does not name, everything stays.
    pub fn extend(&mut self, other: Script) {
        self.0.extend(other.0);
    }

    /// What is in store for a request, by the service's name and the operation's.
    pub(crate) fn take(&mut self, service: &str, operation: Option<&str>) -> Option<Fault> {
        let own = operation.map(|operation| format!("{service}.{operation}"));
        let names = own.into_iter().chain([format!("{service}.*"), "*".to_owned()]);
        for name in names {
            let Some(list) = self.0.get_mut(&name) else { continue };
            let next = match list.front() {
                Some(fault) if fault.repeat => Some(fault.clone()),
                _ => list.pop_front(),
            };
            if next.is_some() {
                return next;
            }
        }
        None
    }
}

fn is_known(name: &str) -> bool {
    let of = |service: &str, operations: &[&Operation]| {
        name.strip_prefix(service).and_then(|rest| rest.strip_prefix('.')).is_some_and(|name| {
            name == "*" || operations.iter().any(|operation| operation.name == name)
        })
    };
    name == "*" || of("heymarket", heymarket::OPERATIONS) || of("qlara", qlara::OPERATIONS)
}

fn check(fault: &Fault) -> Result<(), &'static str> {
    if fault.status.is_some_and(|status| status > 999) {
        return Err("a status has three digits");
    }
    if fault.delay_ms > LONGEST_MS
        || matches!(fault.sending, Sending::Drip(wait) if wait > LONGEST_MS)
    {
        return Err("no wait is longer than two minutes");
    }
    if let Some(FaultBody::Endless(size) | FaultBody::GzipBomb(size)) = fault.body
        && size > MOST_BYTES
    {
        return Err("no body is larger than 256 MiB");
    }
    if fault.sending == Sending::ResetBefore && fault.applied == Some(true) {
        return Err("what was not read cannot be applied");
    }
    let is_token = |name: &str| {
        let mut letters = name.bytes();
        !name.is_empty() && letters.all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
    };
    let is_value = |value: &Option<String>| {
        value.as_ref().is_none_or(|value| !value.contains(|it: char| it.is_control() && it != '\t'))
    };
    if fault.headers.iter().all(|(name, value)| is_token(name) && is_value(value)) {
        Ok(())
    } else {
        Err("a header is invalid")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(script: &mut Script, service: &str, operation: &str) -> Option<u16> {
        script.take(service, Some(operation)).map(|fault| fault.status.unwrap_or_default())
    }

    #[test]
    fn each_fault_is_for_one_request_and_the_last_one_can_stay() {
        let json = br#"{"qlara.reply":[{"status":1},{"status":2}],
            "qlara.markRead":[{"status":3},{"status":4,"repeat":true},{"status":5}]}"#;
        let mut script = Script::parse(json).unwrap();
        let reply = [0; 4].map(|_| taken(&mut script, "qlara", "reply"));
        assert_eq!(reply, [Some(1), Some(2), None, None]);
        let read = [0; 4].map(|_| taken(&mut script, "qlara", "markRead"));
        assert_eq!(read, [Some(3), Some(4), Some(4), Some(4)]);
        assert_eq!(taken(&mut script, "heymarket", "markRead"), None);
    }

    #[test]
    fn the_nearest_name_counts_and_when_it_is_used_up_the_next() {
        let json = br#"{"*":[{"status":1}],"qlara.*":[{"status":2}],"qlara.reply":[{"status":3}]}"#;
        let mut script = Script::parse(json).unwrap();
        assert_eq!(taken(&mut script, "qlara", "reply"), Some(3));
        assert_eq!(taken(&mut script, "qlara", "reply"), Some(2));
        assert_eq!(script.take("heymarket", None).and_then(|fault| fault.status), Some(1));
        assert_eq!(taken(&mut script, "qlara", "reply"), None);
    }

    #[test]
    fn a_further_script_replaces_what_it_names_and_keeps_the_rest() {
        let mut script =
            Script::parse(br#"{"*":[{"status":1}],"qlara.reply":[{"status":2}]}"#).unwrap();
        script.extend(Script::parse(br#"{"qlara.reply":[]}"#).unwrap());
        assert_eq!(taken(&mut script, "qlara", "reply"), Some(1));
        assert_eq!(taken(&mut script, "qlara", "reply"), None);
    }

    #[test]
    fn every_form_of_a_fault_is_read() {
        for fault in [
            "{}",
            r#"{"delayMs":5,"status":999,"applied":true,"repeat":false}"#,
            r#"{"headers":[["retry-after","1"],["Retry-After","2"],["x",null]]}"#,
            r#"{"body":"empty"}"#,
            r#"{"body":"html"}"#,
            r#"{"body":"garbage"}"#,
            r#"{"body":"truncated"}"#,
            r#"{"body":{"text":"ok"}}"#,
            r#"{"body":{"json":{"retryAfter":1e308}}}"#,
            r#"{"body":{"bytes":[239,187,191]}}"#,
            r#"{"body":{"endless":268435456}}"#,
            r#"{"body":{"gzipBomb":268435456}}"#,
            r#"{"sending":"whole"}"#,
            r#"{"sending":"resetBefore"}"#,
            r#"{"sending":"resetAfter"}"#,
            r#"{"sending":"resetHalfway"}"#,
            r#"{"sending":"stall"}"#,
            r#"{"sending":"stallAfterHeaders"}"#,
            r#"{"sending":"stallHalfway"}"#,
            r#"{"sending":{"drip":10}}"#,
            r#"{"sending":"notHttp"}"#,
        ] {
            let json = format!(r#"{{"heymarket.countConversations":[{fault}]}}"#);
            assert!(Script::parse(json.as_bytes()).is_ok(), "{fault}");
        }
    }

    #[test]
    fn what_is_unknown_or_too_much_is_rejected_by_name() {
        for (json, words) in [
            ("", "EOF"),
            ("[]", "expected a map"),
            (r#"{"reply":[]}"#, "unknown operation reply"),
            (r#"{"qlara.countConversations":[]}"#, "unknown operation qlara.countConversations"),
            (r#"{"*":{}}"#, "expected a sequence"),
            (r#"{"*":[{"stats":500}]}"#, "unknown field `stats`"),
            (r#"{"*":[{"status":1000}]}"#, "*[0]: a status has three digits"),
            (r#"{"*":[{},{"delayMs":120001}]}"#, "*[1]: no wait is longer"),
            (r#"{"*":[{"sending":{"drip":120001}}]}"#, "*[0]: no wait is longer"),
            (r#"{"*":[{"body":{"endless":268435457}}]}"#, "*[0]: no body is larger"),
            (r#"{"*":[{"body":"nothing"}]}"#, "unknown variant `nothing`"),
            (r#"{"*":[{"sending":"never"}]}"#, "unknown variant `never`"),
            (r#"{"*":[{"sending":"resetBefore","applied":true}]}"#, "*[0]: what was not read"),
            (r#"{"*":[{"headers":[["a b","c"]]}]}"#, "*[0]: a header is invalid"),
            (r#"{"*":[{"headers":[["a","b\r\nc: d"]]}]}"#, "*[0]: a header is invalid"),
        ] {
            let problem = Script::parse(json.as_bytes()).unwrap_err();
            assert!(problem.contains(words), "{json}: {problem}");
        }
    }
}
