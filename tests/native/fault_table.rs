//! The table of faults is one that the fakes take, and speaks of what there is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use threadline::http::ErrorKind;
use threadline::schema::Repeat;
use threadline_fakes::faults::Script;

use crate::client::encode;
use crate::table::Table;
use crate::{heymarket, qlara};

#[test]
fn each_call_is_of_the_kind_that_it_stands_for() {
    for (name, call) in Table::read().calls {
        let operation = match call.service.as_str() {
            "heymarket" => heymarket::operation(&call.operation),
            "qlara" => qlara::operation(&call.operation),
            service => panic!("there is no service {service}"),
        };
        let repeat = match name.as_str() {
            "read" => Repeat::Read,
            "change" => Repeat::SetsState,
            "delete" => Repeat::Deletes,
            "keyed" => Repeat::OnceByKey,
            _ => Repeat::Once,
        };
        assert_eq!(encode(operation, &call.input.to_string()).unwrap().repeat, repeat, "{name}");
    }
}

#[test]
fn each_row_has_a_title_of_its_own_and_faults_that_the_fakes_know() {
    let table = Table::read();
    let titles: BTreeSet<&str> = table.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles.len(), table.rows.len());
    for row in &table.rows {
        let script = json!({ "*": row.faults }).to_string();
        assert!(Script::parse(script.as_bytes()).is_ok(), "{}: {script}", row.title);
        assert_eq!(row.refused.is_some(), row.faults.is_empty() && row.title != "none");
        assert!(table.calls.keys().any(|call| table.ends(row, call).is_some()), "{}", row.title);
    }
}

#[test]
fn each_end_is_a_value_or_a_kind_of_errors_with_as_many_retries_as_are_named() {
    let table = Table::read();
    let kinds = ErrorKind::ALL.map(ErrorKind::as_str);
    for row in &table.rows {
        let mut most = 0;
        for ends in table.calls.keys().filter_map(|call| table.ends(row, call)) {
            for (kind, arrivals) in ends {
                assert!(kind == "value" || kinds.contains(&kind.as_str()), "{kind}");
                most = most.max(*row.attempts.get(kind).unwrap_or(arrivals));
            }
        }
        let retries = u32::try_from(row.retried.len()).unwrap();
        assert_eq!(most, retries + 1, "{}", row.title);
        let named: BTreeMap<_, _> = row.retryable.iter().collect();
        for kind in row.retried.iter().chain(named.into_keys()) {
            assert!(kinds.contains(&kind.as_str()), "{kind}");
        }
    }
}
