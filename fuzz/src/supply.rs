//! Takes arbitrary bytes apart into arbitrary values.

use threadline::schema::Operation;

/// Bytes that become values, from the front; when they run out, zeros.
pub struct Supply<'a>(pub &'a [u8]);

impl<'a> Supply<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub fn whole(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// Any float at all, or, as often, one from 0 up to `most`.
    pub fn float(&mut self, most: f64) -> f64 {
        if self.byte().is_multiple_of(2) {
            return f64::from(self.whole()) / f64::from(u16::MAX) * most;
        }
        f64::from_be_bytes(std::array::from_fn(|_| self.byte()))
    }

    /// Up to 255 bytes.
    pub fn stretch(&mut self) -> &'a [u8] {
        let length = usize::from(self.byte()).min(self.0.len());
        let (front, rest) = self.0.split_at(length);
        self.0 = rest;
        front
    }

    /// Up to 255 bytes, as text.
    pub fn text(&mut self) -> String {
        String::from_utf8_lossy(self.stretch()).into_owned()
    }

    pub fn perhaps<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.byte() % 2 == 1).then(|| make(self))
    }

    pub fn operation(&mut self) -> &'static Operation {
        let choice = usize::from(self.byte());
        let count = threadline::operations().count();
        threadline::operations().nth(choice % count).expect("there are operations")
    }
}
