//! What recipients must come out as, said plainly: over texts that are taken apart, with no regard to speed.

/// What may be between the digits of a number.
const BETWEEN: [char; 5] = [' ', '-', '.', '(', ')'];

/// The country codes behind which a zero is dialled from abroad, too.
const KEEP_ZERO: [&str; 8] = ["39", "225", "226", "229", "241", "242", "378", "992"];

/// Characters of zero width.
fn is_mark(letter: char) -> bool {
    ["\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{feff}"]
        .iter()
        .any(|marks| marks.contains(letter))
        || ('\u{2060}'..='\u{206f}').contains(&letter)
}

/// A character as ASCII has it: blanks are a blank, dashes a dash, foreign letters a `z`, the rest a `#`.
fn plain(letter: char) -> char {
    let code = letter as u32;
    let zeros = [0x660, 0x6f0, 0xff10].into_iter().chain((0x966..0xe00).step_by(0x80));
    let digit = zeros.filter_map(|zero| code.checked_sub(zero)).find(|digit| *digit < 10);
    let blank = matches!(code, 0xa0 | 0x3000 | 0x202f | 0x205f | 0x2000..0x2010);
    let dash = matches!(code, 0x2010..0x2016 | 0x2212);
    match (code, digit) {
        (0..0x80, _) => letter,
        (_, Some(digit)) => char::from_digit(digit, 10).unwrap(),
        (0xff01..=0xff5e, _) => char::from_u32(code - 0xff00 + 0x20).unwrap(),
        _ if blank => ' ',
        _ if dash => '-',
        (0xc0..0x2000 | 0x2c00..0xfe00, _) => 'z',
        _ => '#',
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter| {
        is_mark(letter) || [' ', '\t', '\n', '\u{b}', '\u{c}', '\r'].contains(&plain(letter))
    })
}

fn has_letters(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_alphabetic())
}

/// A number as far as it goes: whether a plus begins it, what follows that, and what comes after it.
struct Begun<'a> {
    plus: bool,
    number: &'a str,
    behind: &'a str,
}

impl<'a> Begun<'a> {
    fn by(text: &'a str) -> Self {
        let first = text.trim_start_matches(BETWEEN);
        let plus = first.starts_with('+');
        let from = if plus { text.len() - first.len() + 1 } else { 0 };
        let is_in = |letter: char| letter.is_ascii_digit() || BETWEEN.contains(&letter);
        let rest = text[from..].trim_start_matches(is_in);
        let (number, behind) = text[from..].split_at(text.len() - from - rest.len());
        Begun { plus, number, behind }
    }

    /// How many digits it has.
    fn count(&self) -> usize {
        let all = self.number.chars().filter(char::is_ascii_digit).count();
        without_trunk(self.number).map_or(all, |digits| digits.len())
    }
}

/// Where the number of a text is: behind labels and schemes with their colons, or behind a plus in the midst of other
/// words.
struct Place {
    from: usize,
    labelled: bool,
    stray: bool,
}

fn place(text: &str) -> Place {
    let mut place = Place { from: 0, labelled: false, stray: false };
    loop {
        let begun = Begun::by(&text[place.from..]);
        let count = begun.count();
        let behind = text.len() - begun.behind.len();
        let mut next = text.char_indices().filter(|(at, _)| *at > behind);
        let next = next.find(|(_, letter)| match letter {
            '+' => !begun.plus && count < 7,
            ':' => count == 0 && !place.stray,
            _ => false,
        });
        let Some((at, letter)) = next else { return place };
        place.from = at + 1;
        place.labelled |= letter == ':';
        place.stray |= letter == '+';
    }
}

/// The country codes of one and of two digits.
const SHORT_CODES: [&str; 45] = [
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
    "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95",
];

/// What follows a number's country code, if that begins with a zero of the country's own.
fn behind_trunk(digits: &str) -> Option<&str> {
    let short = SHORT_CODES.iter().chain(&["98"]).find(|code| digits.starts_with(**code));
    let code = short.copied().or(digits.get(..3))?;
    digits[code.len()..].strip_prefix('0').filter(|_| !KEEP_ZERO.contains(&code))
}

/// The digits without a zero that is alone in parentheses, right after the country code; none if it is
/// elsewhere.
fn without_trunk(number: &str) -> Option<String> {
    let (mut digits, mut open) = (String::new(), 0);
    for letter in number.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '(' => open = digits.len(),
            ')' if &digits[open..] == "0" => {
                if !behind_trunk(&digits)?.is_empty() {
                    return None;
                }
                digits.pop();
            }
            _ => {}
        }
    }
    Some(digits)
}

/// The digits of a number that is surely one.
fn number(text: &str, least: usize) -> Option<String> {
    let Begun { plus, number, behind } = Begun::by(text);
    let groups: Vec<&str> =
        number.split(|letter: char| !letter.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let looks_like_another = match lengths[..] {
        [a, 4] => a <= 3,
        [a, b, 4] | [4, a, b] => a <= 3 && b <= 3,
        [_, _, _, _] => number.contains('.') && lengths.iter().all(|length| *length <= 3),
        _ => false,
    };
    let first = number.find(|letter: char| letter.is_ascii_digit())?;
    let area_code_first = number[..first].contains('(');
    let digits = without_trunk(number)?;
    if digits.len() >= 7 && (behind_trunk(&digits).is_some() || digits.starts_with("11")) {
        return None;
    }
    let most = [("7", 11), ("54", 13), ("370", 11), ("375", 12), ("993", 11)];
    let most = most.iter().find(|(country, _)| digits.starts_with(country)).map_or(15, |it| it.1);
    let good = behind.is_empty()
        && (plus || !looks_like_another && !area_code_first)
        && (least..=most).contains(&digits.len())
        && !digits.starts_with('0');
    good.then_some(digits)
}

fn cleaned(text: &str, any: bool) -> Option<String> {
    let text = trimmed(text);
    let ascii: String = text.chars().filter(|letter| !is_mark(*letter)).map(plain).collect();
    let Place { from, labelled, stray } = place(&ascii);
    let (labels, rest) = ascii.split_at(from);
    let begun = Begun::by(rest);
    let last = labels.to_ascii_lowercase();
    let known = ["tel:", "sms:"].contains(&&*last) || last.ends_with("sapp:");
    let is_meant =
        !stray && (begun.plus || known || begun.behind.is_empty() && !has_letters(&ascii));
    let is_hex = ascii.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-');
    let begins_as_one = begun.count() >= 7 && !is_hex && (stray || !labelled);
    if any && (ascii.contains('@') || !is_meant && !begins_as_one) {
        return (has_letters(&ascii) && !text.contains(char::is_control)).then(|| text.to_owned());
    }
    number(rest, if any { 3 } else { 7 }).filter(|_| is_meant)
}

/// A phone number, a short code, an address or a visitor's name.
pub fn target(text: &str) -> Option<String> {
    cleaned(text, true)
}

/// A phone number.
pub fn phone(text: &str) -> Option<String> {
    cleaned(text, false)
}

/// The recipients of an e-mail.
pub fn addressees(text: &str) -> Option<String> {
    let (field, list) = text.split_once(':').unwrap_or(("to", text));
    let is_blank = |letter: char| is_mark(letter) || plain(letter) == ' ';
    let addresses: Vec<&str> = list.split(',').map(|one| one.trim_matches(is_blank)).collect();
    let is_address = |address: &&str| {
        let parts: Vec<&str> = address.split('@').collect();
        let is_free = |letter: char| {
            let is_blank = is_mark(letter) || plain(letter) == ' ';
            !is_blank && !letter.is_ascii_control() && !" \"(),:;<>@[\\]".contains(letter)
        };
        parts.len() == 2 && parts.iter().all(|part| !part.is_empty() && part.chars().all(is_free))
    };
    let field = field.to_ascii_lowercase();
    let good = ["to", "cc", "bcc"].contains(&&*field) && addresses.iter().all(is_address);
    good.then(|| format!("{field}:{}", addresses.join(",")))
}
