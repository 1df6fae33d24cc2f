//! What goes out for what people paste; `None` is an error.

use super::{addressees, phone, target};

/// Where numbers with a country code are due, and where any target is, the same.
#[test]
fn a_phone_number_is_its_digits_however_it_is_written() {
    for (given, sent) in [
        ("14155551234", "14155551234"),
        ("+14155551234", "14155551234"),
        ("+1 415-555-1234", "14155551234"),
        ("+1 (415) 555-1234", "14155551234"),
        ("1 (415) 555-1234", "14155551234"),
        ("+1.415.555.1234 ", "14155551234"),
        ("1.415.555.1234", "14155551234"),
        (" +2904567\n", "2904567"),
        ("+ 1 415 555 1234", "14155551234"),
        ("(+44) 20 7946 0958", "442079460958"),
        ("+(44) 20 7946 0958", "442079460958"),
        ("44 20 7946 0958", "442079460958"),
        ("123456789012345", "123456789012345"),
        // What is dialled within the country only.
        ("+44 (0)20 7946 0958", "442079460958"),
        ("+44(0)2079460958", "442079460958"),
        ("+44 ( 0 ) 20 7946 0958", "442079460958"),
        ("44 (0)20 7946 0958", "442079460958"),
        ("+49 (0) 30 901820", "4930901820"),
        ("+41 (0)44 668 18 00", "41446681800"),
        ("+971 (0)50 123 4567", "971501234567"),
        ("+39 06 698 12345", "390669812345"),
        ("+39 (06) 698 12345", "390669812345"),
        ("390669812345", "390669812345"),
        ("+1 (0) 415 555 1234", "14155551234"),
        ("+229 01 95 12 34 56", "2290195123456"),
        ("+7 812 345-67-89", "78123456789"),
        ("+375 29 491-19-11", "375294911911"),
        ("+54 9 11 2345-6789", "5491123456789"),
        // Marks and blanks of every kind.
        ("\u{202a}+14155551234\u{202c}", "14155551234"),
        ("\u{2068}+1 (415) 555-1234\u{2069}", "14155551234"),
        ("+5\u{ad}0\u{ad}1\u{200b}6\u{2060}221234", "5016221234"),
        ("\u{feff}+1\u{200b}415\u{ad}5551234\u{200e}", "14155551234"),
        ("+1\u{a0}415\u{202f}555\u{2009}1234\u{3000}", "14155551234"),
        ("+1 415\u{2011}555\u{2013}1234", "14155551234"),
        ("+1\u{2212}415\u{ff0d}555\u{2010}1234", "14155551234"),
        // Other digits, and full width.
        ("\u{ff0b}14155551234", "14155551234"),
        ("＋１ （４１５） ５５５－１２３４", "14155551234"),
        ("+١٤١٥٥٥٥١٢٣٤", "14155551234"),
        ("+۱۴۱۵۵۵۵۱۲۳۴", "14155551234"),
        ("+९१ ९८७६५ ४३२१०", "919876543210"),
        ("+৮৮০ ১৭১২ ৩৪৫৬৭৮", "8801712345678"),
        // URIs, and what else is written before a colon.
        ("tel:+1-415-555-1234", "14155551234"),
        ("TEL:14155551234", "14155551234"),
        ("sms:+14155551234", "14155551234"),
        ("whatsapp:+14155551234", "14155551234"),
        ("WhatsApp: 14155551234", "14155551234"),
        ("smsto:+14155551234", "14155551234"),
        ("Mobile: +1 415 555 1234", "14155551234"),
        ("Tel.: (+44) 20 7946 0958", "442079460958"),
    ] {
        assert_eq!(phone(given).as_deref(), Some(sent), "{given:?}");
        assert_eq!(target(given).as_deref(), Some(sent), "{given:?}");
    }
}

#[test]
fn what_is_not_surely_one_number_is_none() {
    for given in [
        "",
        "  ",
        "+",
        "()",
        "-",
        "\u{202a}\u{202c}",
        "5",
        "12",
        "1234567890123456",
        // The country code is missing, or is none.
        "(415) 555-1234",
        "415-555-1234",
        "415.555.1234",
        "(415) 5551234",
        "555-1234",
        "04155551234",
        "020 7946 0958",
        "(0)20 7946 0958",
        "+0 415 555 1234",
        "0044 20 7946 0958",
        "011 44 20 7946 0958",
        "(0044) 20 7946 0958",
        // A zero that may or may not be dialled from abroad.
        "+44 020 7946 0958",
        "+44 (020) 7946 0958",
        "+4402079460958",
        "4402079460958",
        "+440 20 7946 0958",
        "+44 0 (0) 20 7946 0958",
        "+44 20 (0) 7946 0958",
        "+10 415 555 1234",
        "+1 1 415 555 1234",
        "+1 (1) 415 555 1234",
        "+26 (0)771 123 456",
        "+44 020 (0) 7946 0958",
        "+44 020 (7) 946 0958",
        "+49 089 123456",
        "+234 0803 123 4567",
        "+36 (06) 20 123 4567",
        "+7 (8) 495 123-45-67",
        "+7 8 (912) 345-67-89",
        "+375 8 029 491-19-11",
        "+370 (8 5) 212 3456",
        "+54 (0)11 15-2345-6789",
        // More than a number.
        "+1 415 555 1234 x99",
        "+1 415 555 1234x99",
        "+1 415 555 1234;ext=99",
        "+1 415 555 1234 ext. 99",
        "+1 415 555 1234 ext: 99",
        "14155551234 ext. 99",
        "4155551234ext99",
        "(415) 555-1234 x99",
        "415 555 1234 poste 9",
        "+1 415 555 1234 (home)",
        "+1-800-FLOWERS",
        "call +1 415 555 1234 now",
        "Jo (+1 415 555 1234)",
        "*+14155551234",
        "#+14155551234",
        "tel:x+14155551234",
        "15tel:+14155551234",
        "tel:+14155551234;ext=99",
        "tel:4155551234;phone-context=+1",
        "sms:+14155551234?body=hi",
        "+1 415 555 1234,",
        "+1 415 555 1234,,99#",
        "+1 415 555 1234#99",
        "*67 4155551234",
        "+1 415 555 1234 / 5678",
        "+49 30 901820/21",
        "+1/415/555/1234",
        "+14155551234 +14155555678",
        "14155551234\n14155555678",
        "12345\n67890",
        "++14155551234",
        "1+4155551234",
        "📞 +14155551234",
        "☎14155551234",
        // Something else.
        "2026-04-12",
        "12.04.2026",
        "12-4-2026",
        "2026.4.12",
        "15:30",
        "192.168.1.10",
        "10.0.0.1",
        "½ 4155551234",
        "①④①⑤⑤⑤⑤①②③④",
        "@",
    ] {
        assert_eq!(target(given), None, "{given:?}");
        assert_eq!(phone(given), None, "{given:?}");
    }
}

#[test]
fn a_short_code_an_address_and_a_visitor_are_targets_and_no_phone_numbers() {
    for (given, sent) in [
        ("12345", "12345"),
        ("262966", "262966"),
        ("911", "911"),
        ("123-456", "123456"),
        (" 12345\u{200f}", "12345"),
        ("sms:12345", "12345"),
        ("jo+news@example.com", "jo+news@example.com"),
        ("\u{202a}jo@example.com\u{202c}\n", "jo@example.com"),
        ("14155551234@c.us", "14155551234@c.us"),
        ("+14155551234@example.com", "+14155551234@example.com"),
        ("12345@163.com", "12345@163.com"),
        ("李@example.com", "李@example.com"),
        ("visitor-83ab", "visitor-83ab"),
        ("Visitor 83", "Visitor 83"),
        ("fb:1234567890123456", "fb:1234567890123456"),
        ("visitor:12345678", "visitor:12345678"),
        ("visitor+12", "visitor+12"),
        ("12345678-e29b-41d4-a716-446655440000", "12345678-e29b-41d4-a716-446655440000"),
        ("5f2b8c1234567890abcdef12", "5f2b8c1234567890abcdef12"),
        ("посетитель-12", "посетитель-12"),
        ("訪問者", "訪問者"),
        ("a\u{200d}b", "a\u{200d}b"),
        ("– Jo –", "– Jo –"),
    ] {
        assert_eq!(target(given).as_deref(), Some(sent), "{given:?}");
        assert_eq!(phone(given), None, "{given:?}");
    }
    for given in ["a\nb@example.com", "visitor\u{0}83", "jo@exa\u{7f}mple.com", "\u{0}visitor"] {
        assert_eq!(target(given), None, "{given:?}");
    }
}

#[test]
fn an_email_goes_to_addresses_between_commas() {
    for (given, sent) in [
        ("to:a@example.com", "to:a@example.com"),
        ("cc:a@example.com,b@example.com", "cc:a@example.com,b@example.com"),
        ("bcc: a@example.com , b@example.com ", "bcc:a@example.com,b@example.com"),
        ("to:\u{202a}a@example.com\u{202c},\u{a0}b@example.com", "to:a@example.com,b@example.com"),
        ("To: a@example.com", "to:a@example.com"),
        ("BCC:a@example.com", "bcc:a@example.com"),
        ("a@example.com", "to:a@example.com"),
        ("a@example.com, b@example.com", "to:a@example.com,b@example.com"),
        ("to:jo+news.o'neil/x=1@mail", "to:jo+news.o'neil/x=1@mail"),
        ("to:李@例え.jp", "to:李@例え.jp"),
    ] {
        assert_eq!(addressees(given).as_deref(), Some(sent), "{given:?}");
    }
}

#[test]
fn what_is_not_an_address_or_could_be_more_is_not_an_addressee() {
    for given in [
        "",
        " ",
        ",",
        "to:",
        "to: ",
        "to:,",
        "to:nobody",
        "nobody",
        "to:@example.com",
        "to:a@",
        "to:a@,b@example.com",
        "to:a@example.com,",
        "to:,a@example.com",
        "to:a@example.com,,b@example.com",
        "to:a@b@example.com",
        "to:a b@example.com",
        "to:a＠example.com",
        "to:a@example.com，b@example.com",
        "to:a @example.com",
        "to:a@ example.com",
        "to:a@example .com",
        "to:a@example.com b@example.com",
        "to:a@example.com;b@example.com",
        "to:a@exam\u{200b}ple.com",
        "to:Jane <jane@example.com>",
        "to:\"Doe, Jane\" <jane@example.com>",
        "to:<jane@example.com>",
        "to:jane@example.com (Jane)",
        "to:jo@[192.168.1.1]",
        "to:a@example.com\r\nbcc:b@example.com",
        "to:a@example.com\r\n",
        "to:a@example.com\n",
        "\r\nto:a@example.com",
        "to:a\u{0}@example.com",
        "to:a@example.com\t",
        "to:to:a@example.com",
        "to:mailto:a@example.com",
        "mailto:a@example.com",
        "from:a@example.com",
        "to :a@example.com",
    ] {
        assert_eq!(addressees(given), None, "{given:?}");
    }
}
