//! A part of a document that is printed, between two marks.

use crate::failure::{Failure, Result};

/// The lines around the part.
pub(crate) struct Marked {
    pub(crate) begin: &'static str,
    pub(crate) end: &'static str,
}

impl Marked {
    /// The text with this part between its marks.
    pub(crate) fn replace(&self, document: &str, part: &str) -> Result<String> {
        let Marked { begin, end } = self;
        let around = document
            .split_once(begin)
            .and_then(|(before, rest)| rest.split_once(end).map(|(_, after)| (before, after)));
        let (before, after) = around
            .ok_or_else(|| Failure::from(format!("there is nothing between\n{begin}and\n{end}")))?;
        Ok(format!("{before}{begin}\n{part}\n{end}{after}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Marked;

    #[test]
    fn a_part_goes_between_its_marks_and_nowhere_else() {
        let table = Marked { begin: "<!-- begin -->\n", end: "<!-- end -->\n" };
        let readme = "# a\n<!-- begin -->\nold\n<!-- end -->\nend\n";
        let fresh = table.replace(readme, "| new |\n").unwrap();
        assert_eq!(fresh, "# a\n<!-- begin -->\n\n| new |\n\n<!-- end -->\nend\n");
        assert_eq!(table.replace(&fresh, "| new |\n").unwrap(), fresh);
        assert!(table.replace("# a\n", "| new |\n").is_err());
    }
}
