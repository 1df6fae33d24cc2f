//! Blanks, packed: no more of RFC 1951 and 1952 than that takes.

/// The longest match of DEFLATE: 258 bytes, as 13 bits.
const MATCH: u64 = 258;

/// A gzip file of so many blanks.
pub(crate) fn blanks(count: u64) -> Vec<u8> {
    let mut bits = Bits { bytes: Vec::new(), used: 0 };
    // The last block; with the fixed codes.
    bits.put(0b1, 1);
    bits.put(0b01, 2);
    let literals = if count < MATCH { count } else { 1 + (count - 1) % MATCH };
    for _ in 0..literals {
        bits.put_code(0x30 + u32::from(b' '), 8);
    }
    for _ in 0..(count - literals) / MATCH {
        // Length 258 is code 285, and distance 1 is code 0.
        bits.put_code(0b1100_0101, 8);
        bits.put_code(0, 5);
    }
    // The end of the block is code 256.
    bits.put_code(0, 7);
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    file.extend(bits.bytes);
    file.extend(crc(count).to_le_bytes());
    file.extend((count & 0xffff_ffff).to_le_bytes().into_iter().take(4));
    file
}

/// Bits, the lowest of each byte first.
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for at in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(value >> at & 1 == 1) << (self.used % 8);
            }
            self.used += 1;
        }
    }

    /// A Huffman code has its highest bit first.
    fn put_code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }
}

/// What some blanks do to the checksum: it is an affine function of what it was, bit by bit, so that
/// twice as many blanks are the function applied to itself, and 256 MiB of them 28 steps.
#[derive(Clone)]
struct Step {
    of_bits: Vec<u32>,
    of_none: u32,
}

impl Step {
    fn of_one_blank() -> Self {
        let blank = |state: u32| {
            (0..8).fold(state ^ u32::from(b' '), |state, _| {
                if state & 1 == 1 { state >> 1 ^ 0xedb8_8320 } else { state >> 1 }
            })
        };
        let of_none = blank(0);
        Step { of_bits: (0..32).map(|bit| blank(1 << bit) ^ of_none).collect(), of_none }
    }

    fn apply(&self, state: u32) -> u32 {
        let of_bits = self.of_bits.iter().enumerate();
        of_bits.fold(
            self.of_none,
            |sum, (bit, of_bit)| {
                if state >> bit & 1 == 1 { sum ^ of_bit } else { sum }
            },
        )
    }

    fn twice(&self) -> Self {
        let of_none = self.apply(self.of_none);
        let of_bits = self.of_bits.iter().map(|of_bit| self.apply(*of_bit) ^ self.of_none);
        Step { of_bits: of_bits.collect(), of_none }
    }
}

fn crc(mut count: u64) -> u32 {
    let (mut state, mut step) = (u32::MAX, Step::of_one_blank());
    while count > 0 {
        if count & 1 == 1 {
            state = step.apply(state);
        }
        step = step.twice();
        count >>= 1;
    }
    !state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_blanks() {
        let slowly = |count| {
            let step = Step::of_one_blank();
            !(0..count).fold(u32::MAX, |state, _| step.apply(state))
        };
        // By another program.
        assert_eq!([crc(0), crc(1), crc(1000)], [0, 0xe96c_cf45, 0xcd93_e382]);
        for count in [0, 1, 2, 3, 257, 258, 259, 100_000] {
            assert_eq!(crc(count), slowly(count));
        }
    }

    #[test]
    fn a_file_is_what_another_program_unpacks() {
        let of_259 = [
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0x53, 0x18, 0x05, 0x00, 0x81, 0xa8, 0x50, 0xb9,
            3, 1, 0, 0,
        ];
        assert_eq!(blanks(259), of_259);
        assert_eq!([0, 258, 517, 1 << 20].map(|count| blanks(count).len()), [20, 278, 24, 6688]);
        assert_eq!(blanks(256 << 20).len(), 1_690_876);
    }
}
