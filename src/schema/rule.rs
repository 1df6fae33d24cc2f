/// How many of a group of fields must be given.
#[derive(Debug)]
pub struct Rule {
    /// The position of the field without which the rule says nothing.
    pub when: Option<u8>,
    /// Positions in the shape's fields.
    pub of: &'static [u8],
    /// At least so many.
    pub least: u8,
    /// At most so many.
    pub most: u8,
}
