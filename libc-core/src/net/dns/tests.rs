//! Names and messages against glibc's resolver, and against noise.

use super::answer::{addresses4, addresses6, canonical, pointed_to};
use super::compress::pack;
use super::config_text::{Line, Options, domains, parse};
use super::message::{A, AAAA, IN, Message, Query, skip_entries};
use super::name::{Name, TEXT, skip};
use std::ffi::{CStr, CString, c_char, c_int};

unsafe extern "C" {
    fn dn_expand(message: *const u8, end: *const u8, name: *const u8, to: *mut c_char, room: c_int) -> c_int;
    fn dn_comp(text: *const c_char, to: *mut u8, room: c_int, known: *mut *mut u8, end: *mut *mut u8) -> c_int;
    fn dn_skipname(name: *const u8, end: *const u8) -> c_int;
}

/// Numbers that look random, the same each time.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.next(from.len())]
    }
}

fn text_of(name: &Name) -> Vec<u8> {
    let mut text = [0; TEXT];
    let length = name.write(&mut text).unwrap();
    text[..length].to_vec()
}

/// Whether glibc takes a name that can be read for an endless one: it visits as many bytes as the message has.
fn seems_endless(message: &[u8], at: usize) -> bool {
    let (mut at, mut visited) = (at, 0);
    while message[at] != 0 && visited < message.len() {
        let length = usize::from(message[at]);
        if length >= 0xc0 {
            visited += 2;
            at = (length & 0x3f) << 8 | usize::from(message[at + 1]);
        } else {
            visited += length + 1;
            at += length + 1;
        }
    }
    visited >= message.len()
}

/// Ours and glibc's `dn_expand` say the same of the name at `at`.
fn compare_expand(message: &[u8], at: usize) {
    let mut theirs = [0x55u8; TEXT];
    let bytes = message.as_ptr_range();
    // SAFETY: all ranges are valid, and the room is as large as is said.
    let length =
        unsafe { dn_expand(bytes.start, bytes.end, bytes.start.add(at), theirs.as_mut_ptr().cast(), TEXT as c_int) };
    match Name::unpack(message, at) {
        Some(_) if length == -1 => assert!(seems_endless(message, at), "{message:x?} at {at}"),
        Some((name, end)) => {
            assert_eq!(length, (end - at) as c_int, "{message:x?} at {at}");
            assert_eq!(CStr::from_bytes_until_nul(&theirs).unwrap().to_bytes(), text_of(&name), "{message:x?} at {at}");
        }
        None => assert_eq!(length, -1, "{message:x?} at {at}"),
    }
    // SAFETY: the range is valid.
    let length = unsafe { dn_skipname(bytes.start.add(at), bytes.end) };
    assert_eq!(skip(message, at).map_or(-1, |end| (end - at) as c_int), length, "{message:x?} at {at}");
}

#[test]
fn expanding_noise() {
    let mut noise = Noise(1);
    for _ in 0..60_000 {
        let length = 1 + noise.next(90);
        // Much of what makes names: small lengths, pointers, ends.
        let message: Vec<u8> = (0..length)
            .map(|_| match noise.next(6) {
                0 => 0,
                1 => 0xc0,
                2 => noise.next(length) as u8,
                3 => 1 + noise.next(8) as u8,
                4 => b"ab.\\ \"\x7f\x80\0"[noise.next(9)],
                _ => noise.next(256) as u8,
            })
            .collect();
        for at in 0..length {
            compare_expand(&message, at);
        }
    }
}

#[test]
fn expanding_long_names() {
    let mut noise = Noise(2);
    for _ in 0..3000 {
        let mut message = Vec::new();
        let mut starts = vec![];
        while message.len() < 700 {
            starts.push(message.len());
            for _ in 0..noise.next(7) {
                let length = noise.pick(&[1, 5, 40, 63]);
                message.push(length);
                message.extend((0..length).map(|_| noise.pick(b"aB\x01.")));
            }
            if noise.next(2) == 0 {
                message.push(0);
            } else {
                let target = noise.pick(&starts);
                message.extend((0xc000 | target as u16).to_be_bytes());
            }
        }
        for &at in &starts {
            compare_expand(&message, at);
        }
    }
}

/// Ours and glibc's `dn_comp` write the same, name after name into one message.
#[test]
fn compressing() {
    let mut noise = Noise(3);
    let words: [&[u8]; 16] = [
        b"a",
        b"B",
        b"b",
        b"www",
        b"example",
        b"EXAMPLE",
        b"org",
        b"com",
        b"\\.x",
        b"\\046y",
        b"\\255",
        b"\\256",
        b"\\",
        b"",
        b"in-addr",
        b"a23456789012345678901234567890123456789012345678901234567890123",
    ];
    for _ in 0..20_000 {
        let (mut ours, mut theirs) = (vec![0u8; 12], [0u8; 2048]);
        let mut places = vec![];
        let mut known = [std::ptr::null_mut::<u8>(); 8];
        known[0] = theirs.as_mut_ptr();
        for _ in 0..1 + noise.next(9) {
            let mut text = Vec::new();
            for index in 0..noise.next(6) {
                if index > 0 {
                    text.push(b'.');
                }
                text.extend(noise.pick(&words));
            }
            if noise.next(4) == 0 {
                text.push(b'.');
            }
            // A backslash without anything behind it: glibc overlooks it, and tine refuses it.
            if text.ends_with(b"\\") {
                continue;
            }
            let room = noise.pick(&[0, 1, 3, 17, 300]);
            let string = CString::new(text.clone()).unwrap();
            let at = ours.len();
            // SAFETY: there is room, and the table of known names has the size that is said.
            let length = unsafe {
                let to = theirs.as_mut_ptr().add(at);
                dn_comp(string.as_ptr(), to, room as c_int, known.as_mut_ptr(), known.as_mut_ptr().add(8))
            };
            let mut bytes = vec![0; room];
            let packed = Name::parse(&text)
                .and_then(|name| pack(&name, &ours, &mut |index| places.get(index).copied(), &mut bytes));
            let shown = String::from_utf8_lossy(&text);
            assert_eq!(packed.as_ref().map_or(-1, |packed| packed.length as c_int), length, "{shown} in {room}");
            if let Some(packed) = packed {
                ours.extend(&bytes[..packed.length]);
                assert_eq!(ours, theirs[..ours.len()], "{shown}");
                if packed.is_new && places.len() < 6 {
                    places.push(at);
                }
            }
        }
    }
}

#[test]
fn texts() {
    for (text, labels) in [
        (&b""[..], &[][..]),
        (b".", &[]),
        (b"a", &[&b"a"[..]]),
        (b"a.", &[b"a"]),
        (b"a.b\\.c", &[b"a", b"b.c"]),
        (b"\\000\\.\\\\", &[b"\0.\\"]),
    ] {
        assert_eq!(Name::parse(text).unwrap().labels().collect::<Vec<_>>(), labels);
    }
    for text in [&b".."[..], b".a", b"a..b", b"a..", b"\\", b"\\25", b"\\256", b"\\1x3"] {
        assert!(Name::parse(text).is_none(), "{}", String::from_utf8_lossy(text));
    }
    let longest = [[b'x'; 63], [b'y'; 63], [b'z'; 63]].join(&b'.');
    let longest = [&longest[..], &[b'w'; 61]].join(&b'.');
    assert_eq!(longest.len(), 253);
    assert_eq!(text_of(&Name::parse(&longest).unwrap()), longest);
    assert!(Name::parse(&[&longest[..], b"w"].concat()).is_none());
    assert!(Name::from_labels(&[&longest[..], b"w"].concat()).is_none());
    assert!(Name::parse(&[b'x'; 64]).is_none());
    let mut text = [0; TEXT];
    for (name, is_host) in [("a-b_c.d/e", true), ("", false), ("a\\032b", false), ("a\\.b", false), ("\\128", false)] {
        assert_eq!(Name::parse(name.as_bytes()).unwrap().write_host(&mut text).is_some(), is_host, "{name}");
    }
}

/// A message under construction.
struct Builder(Vec<u8>);

impl Builder {
    fn new(flags: u16, question: &str, kind: u16) -> Self {
        let query = Query::new(7, flags, &Name::parse(question.as_bytes()).unwrap(), kind, IN);
        Self(query.as_slice().to_vec())
    }

    fn answer(mut self, owner: &str, kind: u16, data: &[u8]) -> Self {
        self.0.extend(Name::parse(owner.as_bytes()).unwrap().as_slice());
        self.0.extend(kind.to_be_bytes());
        self.0.extend(IN.to_be_bytes());
        self.0.extend([0, 0, 0, 9]);
        self.0.extend((data.len() as u16).to_be_bytes());
        self.0.extend(data);
        self.0[7] += 1;
        self
    }

    fn alias(self, owner: &str, target: &str) -> Self {
        let target = Name::parse(target.as_bytes()).unwrap();
        self.answer(owner, 5, target.as_slice())
    }
}

const REPLY: u16 = 0x8180;

fn resolve(message: &[u8], name: &str) -> Option<(Vec<u8>, Vec<Vec<u8>>, Vec<[u8; 4]>)> {
    let message = Message::new(message)?;
    let mut aliases = vec![];
    let end = canonical(&message, &Name::parse(name.as_bytes())?, &mut |name| aliases.push(text_of(name)))?;
    let addresses = addresses4(message, &end).collect();
    Some((text_of(&end), aliases, addresses))
}

#[test]
fn chains() {
    // In any order, and in any case; what belongs to other names does not count.
    let message = Builder::new(REPLY, "www.x", A)
        .answer("c.x", A, &[1, 2, 3, 4])
        .answer("evil.x", A, &[6, 6, 6, 6])
        .answer("c.x", A, &[1, 2, 3])
        .answer("c.x", AAAA, &[0; 16])
        .alias("B.x", "c.X")
        .alias("www.x", "b.x")
        .answer("C.X", A, &[5, 6, 7, 8]);
    let (name, aliases, addresses) = resolve(&message.0, "WWW.x").unwrap();
    assert_eq!(name, b"c.X");
    assert_eq!(aliases, [&b"WWW.x"[..], b"b.x"]);
    assert_eq!(addresses, [[1, 2, 3, 4], [5, 6, 7, 8]]);
    let message = Message::new(&message.0).unwrap();
    assert!(message.is_sound());
    assert_eq!(addresses6(message, &Name::parse(b"c.x").unwrap()).count(), 1);

    let circle = Builder::new(REPLY, "a", A).alias("a", "b").alias("b", "a").answer("a", A, &[1; 4]);
    assert!(resolve(&circle.0, "a").is_none());
    let damaged = Builder::new(REPLY, "a", A).answer("a", 5, &[1, b'b', 0, 0]).answer("b", A, &[1; 4]);
    assert!(resolve(&damaged.0, "a").is_none());

    let pointer = Builder::new(REPLY, "1.in-addr.arpa", 12).alias("1.in-addr.arpa", "1.0.in-addr.arpa").answer(
        "1.0.in-addr.arpa",
        12,
        b"\x04host\0",
    );
    let message = Message::new(&pointer.0).unwrap();
    assert_eq!(text_of(&pointed_to(&message, &Name::parse(b"1.in-addr.arpa").unwrap()).unwrap()), b"host");
}

#[test]
fn matching() {
    let query = Builder::new(0x0100, "Name.x", A).0;
    let query = Message::new(&query).unwrap();
    let answers = |bytes: &[u8]| Message::new(bytes).unwrap().answers_to(&query);
    let good = Builder::new(REPLY, "nAME.X", A).answer("name.x", A, &[1; 4]).0;
    assert!(answers(&good));
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    assert!(!answers(&with(0, 1)), "another number");
    assert!(!answers(&with(1, 8)), "another number");
    assert!(!answers(&with(2, 0x01)), "a query");
    assert!(!answers(&with(2, 0x91)), "another operation");
    assert!(!answers(&with(13, b'M')), "another name");
    assert!(!answers(&with(5, 2)), "two questions");
    assert!(!answers(&with(5, 0)), "no question");
    assert!(answers(&[0, 7, 0x81, 0x82, 0, 0, 0, 0, 0, 0, 0, 0]), "a failure without a question");
    assert!(!answers(&[0, 7, 0x81, 0x83, 0, 0, 0, 0, 0, 0, 0, 0]), "no such name, without a question");
    assert!(!answers(&Builder::new(REPLY, "name.x", AAAA).0), "another type");
}

/// Any message is read in bounded time, without a panic: whole, cut, with wrong counts, with bytes changed.
#[test]
fn reading_noise() {
    let mut noise = Noise(4);
    let good = Builder::new(REPLY, "www.example.org", A)
        .alias("www.example.org", "a.example.org")
        .answer("a.example.org", A, &[1, 2, 3, 4])
        .answer("a.example.org", AAAA, &[9; 16])
        .0;
    let name = Name::parse(b"www.example.org").unwrap();
    for round in 0..40_000 {
        let mut bytes =
            if round % 4 == 0 { (0..noise.next(600)).map(|_| noise.next(256) as u8).collect() } else { good.clone() };
        for _ in 0..noise.next(6) {
            if !bytes.is_empty() {
                let at = noise.next(bytes.len());
                bytes[at] = noise.pick(&[0, 1, 0xc0, 0xff, 63, 12]);
            }
        }
        if noise.next(3) == 0 {
            bytes.truncate(noise.next(bytes.len() + 1));
        }
        let Some(message) = Message::new(&bytes) else { continue };
        let count = message.records().inspect(|record| assert!(record.end <= bytes.len())).count();
        assert!(count <= usize::from(message.answers()) && count <= bytes.len());
        let sound = message.is_sound();
        assert!(!sound || count == usize::from(message.answers()));
        if let Some(end) = canonical(&message, &name, &mut |_| {}) {
            assert!(addresses4(message, &end).count() + addresses6(message, &end).count() <= count);
        }
        pointed_to(&message, &name);
        message.answers_to(&message);
        skip_entries(&bytes, noise.next(bytes.len()), false, 70_000);
    }
    assert!(Message::new(&good).unwrap().is_sound());
}

/// The worst that fits into a message: many records whose names are chains of pointers.
#[test]
fn the_worst_message() {
    let mut bytes = Query::new(1, REPLY, &Name::parse(b"a").unwrap(), A, IN).as_slice().to_vec();
    bytes[6..8].copy_from_slice(&[0xff, 0xff]);
    // A chain that is just short enough, at the beginning.
    let start = bytes.len();
    bytes.extend([0xc0, 12]);
    for _ in 0..125 {
        let target = bytes.len() - 2;
        bytes.extend((0xc000 | target as u16).to_be_bytes());
    }
    let last = (0xc000 | (bytes.len() - 2) as u16).to_be_bytes();
    assert!(Name::unpack(&bytes, bytes.len() - 2).is_some());
    bytes.drain(start..start);
    while bytes.len() + 14 <= 65535 {
        bytes.extend(last);
        bytes.extend([0, 5, 0, 1, 0, 0, 0, 0, 0, 2]);
        bytes.extend(last);
    }
    let message = Message::new(&bytes).unwrap();
    let begin = std::time::Instant::now();
    assert!(!message.is_sound());
    canonical(&message, &Name::parse(b"b").unwrap(), &mut |_| {});
    // It takes milliseconds; minutes would be a mistake.
    assert!(begin.elapsed().as_secs() < 30);
}

#[test]
fn configuration() {
    assert_eq!(parse(b"nameserver 1.2.3.4 # x"), Line::Server(b"1.2.3.4"));
    assert_eq!(parse(b"nameserver\tfe80::1%eth0"), Line::Server(b"fe80::1%eth0"));
    for line in
        [&b""[..], b"nameserver", b" nameserver 1.2.3.4", b"nameserver1.2.3.4", b"# search x", b"sortlist 1.2.3.4"]
    {
        assert_eq!(parse(line), Line::Other, "{}", String::from_utf8_lossy(line));
    }
    assert_eq!(parse(b"domain a.b c.d"), Line::Search(b"a.b"));
    let Line::Search(list) = parse(b"search a.b. . c ;d e") else { panic!() };
    assert_eq!(domains(list).collect::<Vec<_>>(), [&b"a.b"[..], b"c"]);
    let Line::Options(words) = parse(b"options rotate ndots:3 timeout:70 attempts:0 edns0 ndots: ndots:x") else {
        panic!()
    };
    let mut options = Options::default();
    options.read(words);
    assert_eq!(options, Options { dots: 3, timeout: 60, attempts: 1 });
    options.read(b"ndots:99999999999999999999 timeout:0 attempts:11");
    assert_eq!(options, Options { dots: 15, timeout: 1, attempts: 10 });
}
