/// How many of a group of fields must be given.
#[derive(Debug)]
pub struct Rule {
    /// Positions in the shape's fields.
    pub of: &'static [u8],
    /// At least so many.
    pub least: u8,
    /// At most so many.
    pub most: u8,
}
