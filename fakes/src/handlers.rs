//! How handlers are named: each operation in one line of its service's `mod.rs`.

/// Names what each operation of a service does: `file => Input`, where the file's function is called `answer`, or
/// `file::{function => Input, …}` where one file does several. That alone puts a handler into the fake, in any order.
///
/// The service's `State` and `Options` must be in scope, and the inputs. `cargo fmt` does not look for files in macros:
/// `cargo xtask fmt` formats them, and `cargo xtask test lint` checks them.
macro_rules! handlers {
    (
        $service:ident:
        $($file:ident $(=> $input:ident)? $(::{ $($function:ident => $of_several:ident),+ $(,)? })?),+ $(,)?
    ) => {
        $(mod $file;)+

        /// What each operation does.
        const HANDLERS: &$crate::service::Handlers<State, Options> = &[$(
            $((<$input as threadline::schema::Call>::OPERATION, $file::answer),)?
            $($((<$of_several as threadline::schema::Call>::OPERATION, $file::$function),)+)?
        )+];

        #[cfg(test)]
        #[test]
        fn every_operation_has_its_handler() {
            let files = [$(stringify!($file)),+];
            $crate::handlers::tests::assert_handled(
                file!(),
                threadline::$service::OPERATIONS,
                HANDLERS,
                &files,
            );
        }
    };
}

pub(crate) use handlers;

#[cfg(test)]
pub(crate) mod tests {
    use threadline::schema::Operation;

    use crate::service::Handlers;

    /// Each operation of a service's tables has one handler, and there are no others.
    pub(crate) fn assert_handled<S, O>(
        mod_rs: &str,
        operations: &[&Operation],
        handlers: &Handlers<S, O>,
        files: &[&str],
    ) {
        let known: Vec<&str> = operations.iter().map(|operation| operation.name).collect();
        let handled: Vec<&str> = handlers.iter().map(|(operation, _)| operation.name).collect();
        let faults = faults(&mod_rs.replace('\\', "/"), &known, &handled, files);
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    /// What is wrong, and what to do about it; `files` are those that have a line.
    fn faults(mod_rs: &str, known: &[&str], handled: &[&str], files: &[&str]) -> Vec<String> {
        let folder = mod_rs.strip_suffix("/mod.rs").unwrap();
        let (_, service) = folder.rsplit_once('/').unwrap();
        let mut faults = Vec::new();
        for name in known {
            match handled.iter().filter(|other| *other == name).count() {
                0 => {
                    let (file, input) = (file_for(name, files), input_of(name));
                    faults.push(format!(
                        "{service} {name} has no handler: \
                         add {folder}/{file}.rs and its line in {mod_rs}: `{file} => {input},`"
                    ));
                }
                1 => {}
                _ => faults.push(format!("{service} {name} has more than one line in {mod_rs}")),
            }
        }
        for name in handled.iter().filter(|name| !known.contains(name)) {
            faults.push(format!("{mod_rs} handles {name}, which is no operation of {service}"));
        }
        faults
    }

    /// What a handler's file is best called: by the first word of its operation, or by all if that has a line.
    fn file_for(operation: &str, files: &[&str]) -> String {
        let mut words = String::new();
        for letter in operation.chars() {
            if letter.is_uppercase() {
                words.push('_');
            }
            words.extend(letter.to_lowercase());
        }
        match words.split_once('_') {
            Some((first, _)) if !files.contains(&first) => first.to_owned(),
            _ => words,
        }
    }

    /// What an operation's input is called in Rust.
    fn input_of(operation: &str) -> String {
        let (first, rest) = operation.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    }

    const MOD_RS: &str = "fakes/src/heymarket/mod.rs";

    #[test]
    fn the_order_of_the_lines_does_not_matter() {
        assert!(faults(MOD_RS, &["open", "close"], &["close", "open"], &["status"]).is_empty());
    }

    #[test]
    fn a_missing_handler_is_named_with_its_file_and_its_line() {
        let expected = "heymarket snoozeConversation has no handler: \
            add fakes/src/heymarket/snooze.rs and its line in fakes/src/heymarket/mod.rs: \
            `snooze => SnoozeConversation,`";
        let known = ["listMessages", "snoozeConversation"];
        assert_eq!(faults(MOD_RS, &known, &["listMessages"], &["list"]), [expected]);
    }

    #[test]
    fn a_file_that_has_a_line_is_not_suggested_again() {
        let [fault] = &faults(MOD_RS, &["listTeams"], &[], &["list"])[..] else { panic!() };
        assert!(fault.ends_with("mod.rs: `list_teams => ListTeams,`"), "{fault}");
    }

    #[test]
    fn an_operation_is_handled_once_and_by_its_own_service() {
        assert_eq!(
            faults(MOD_RS, &["open"], &["open", "open", "reply"], &["open", "reply"]),
            [
                "heymarket open has more than one line in fakes/src/heymarket/mod.rs",
                "fakes/src/heymarket/mod.rs handles reply, which is no operation of heymarket",
            ],
        );
    }
}
