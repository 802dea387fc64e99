//! Plural forms: which of a message's forms a number takes, by the C expression in the catalogue's header. Source: GNU
//! gettext manual, "Plural forms".

/// How deep an expression may nest.
const DEEPEST: u32 = 64;

/// A catalogue's plural forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Forms<'a> {
    /// How many there are.
    count: u64,
    rule: &'a [u8],
}

impl<'a> Forms<'a> {
    /// What holds if the header says nothing sensible: one form for 1, one for the rest.
    pub const DEFAULT: Forms<'static> = Forms { count: 2, rule: b"n!=1" };

    /// Reads the line `Plural-Forms: nplurals=COUNT; plural=RULE;` of a catalogue's header.
    pub fn of_header(header: &'a [u8]) -> Self {
        Self::parse(header).unwrap_or(Self::DEFAULT)
    }

    fn parse(header: &'a [u8]) -> Option<Self> {
        let line = header.split(|&byte| byte == b'\n').find_map(|line| line.strip_prefix(b"Plural-Forms:"))?;
        let mut parts = line.split(|&byte| byte == b';').map(<[u8]>::trim_ascii);
        let count = parts.next()?.strip_prefix(b"nplurals=")?.trim_ascii();
        let count = core::str::from_utf8(count).ok()?.parse().ok()?;
        let rule = parts.next()?.strip_prefix(b"plural=")?;
        evaluate(rule, 1)?;
        Some(Self { count, rule })
    }

    /// The form for `n`; `None` if the rule names one that there is not.
    pub fn index(&self, n: u64) -> Option<usize> {
        let index = evaluate(self.rule, n)??;
        (index < self.count).then(|| usize::try_from(index).ok())?
    }
}

/// A value; `None` if there is none because something is divided by 0.
type Value = Option<u64>;

/// What a rule says of `n`. `None` if it is no expression, or too deep.
pub fn evaluate(rule: &[u8], n: u64) -> Option<Value> {
    let mut parser = Parser { rest: rule, n, depth: 0 };
    let value = parser.conditional()?;
    parser.rest.trim_ascii_start().is_empty().then_some(value)
}

struct Parser<'a> {
    rest: &'a [u8],
    n: u64,
    depth: u32,
}

/// The operators with two operands, each level binding tighter than the one before; the longer name first.
const LEVELS: [&[(&[u8], fn(u64, u64) -> Value)]; 6] = [
    &[(b"||", |a, b| Some(u64::from(a != 0 || b != 0)))],
    &[(b"&&", |a, b| Some(u64::from(a != 0 && b != 0)))],
    &[(b"==", |a, b| Some(u64::from(a == b))), (b"!=", |a, b| Some(u64::from(a != b)))],
    &[
        (b"<=", |a, b| Some(u64::from(a <= b))),
        (b">=", |a, b| Some(u64::from(a >= b))),
        (b"<", |a, b| Some(u64::from(a < b))),
        (b">", |a, b| Some(u64::from(a > b))),
    ],
    &[(b"+", |a, b| Some(a.wrapping_add(b))), (b"-", |a, b| Some(a.wrapping_sub(b)))],
    &[(b"*", |a, b| Some(a.wrapping_mul(b))), (b"/", u64::checked_div), (b"%", u64::checked_rem)],
];
const OR: usize = 0;
const AND: usize = 1;

impl Parser<'_> {
    fn accept(&mut self, token: &[u8]) -> bool {
        let rest = self.rest.trim_ascii_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Runs `parse` one level deeper.
    fn deeper(&mut self, parse: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    fn conditional(&mut self) -> Option<Value> {
        let condition = self.binary(0)?;
        if !self.accept(b"?") {
            return Some(condition);
        }
        let yes = self.deeper(Self::conditional)?;
        if !self.accept(b":") {
            return None;
        }
        let no = self.deeper(Self::conditional)?;
        Some(condition.and_then(|condition| if condition != 0 { yes } else { no }))
    }

    fn binary(&mut self, level: usize) -> Option<Value> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some((_, apply)) = operators.iter().find(|(token, _)| self.accept(token)) {
            let right = self.binary(level + 1)?;
            left = match (left, level) {
                // The right operand is not looked at where the left one decides.
                (Some(0), AND) => Some(0),
                (Some(1..), OR) => Some(1),
                _ => left.zip(right).and_then(|(left, right)| apply(left, right)),
            };
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<Value> {
        if self.accept(b"!") {
            let value = self.deeper(Self::unary)?;
            return Some(value.map(|value| u64::from(value == 0)));
        }
        if self.accept(b"(") {
            let value = self.deeper(Self::conditional)?;
            return self.accept(b")").then_some(value);
        }
        if self.accept(b"n") {
            return Some(Some(self.n));
        }
        let text = self.rest.trim_ascii_start();
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = text.split_at_checked(digits).filter(|_| digits != 0)?;
        self.rest = rest;
        let add = |value: u64, digit: &u8| value.checked_mul(10)?.checked_add(u64::from(digit - b'0'));
        number.iter().try_fold(0, add).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(rule: &str, n: u64) -> Option<Value> {
        evaluate(rule.as_bytes(), n)
    }

    #[test]
    fn rules_of_languages() {
        let russian = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2";
        let reference = |n: u64| match (n % 10, n % 100) {
            (1, last) if last != 11 => 0,
            (2..=4, last) if !(10..20).contains(&last) => 1,
            _ => 2,
        };
        let arabic = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5";
        for n in 0..1000 {
            assert_eq!(value(russian, n), Some(Some(reference(n))));
            let form = match (n, n % 100) {
                (0..=2, _) => n,
                (_, 3..=10) => 3,
                (_, 11..) => 4,
                _ => 5,
            };
            assert_eq!(value(arabic, n), Some(Some(form)));
        }
    }

    #[test]
    fn precedence_and_association() {
        let cases = [
            ("10-3-2", 5),
            ("2+3*4", 14),
            ("(2+3)*4", 20),
            ("1?2:0?3:4", 2),
            ("0?2:0?3:4", 4),
            ("!0+1", 2),
            ("!!5", 1),
            ("1<2==1", 1),
            ("1||0&&0", 1),
            ("7%4/2", 1),
            ("3-5", u64::MAX - 1),
            (" n ", 42),
            ("0&&1/0", 0),
            ("1||1/0", 1),
            ("0?1/0:3", 3),
        ];
        for (rule, expected) in cases {
            assert_eq!(value(rule, 42), Some(Some(expected)), "{rule}");
        }
    }

    #[test]
    fn what_is_no_rule() {
        for rule in ["", "n n", "n?1", "(n", "n)", "+", "n=1", "n&1", "99999999999999999999", "1 2", "n?1:", "!"] {
            assert_eq!(value(rule, 1), None, "{rule}");
        }
        assert_eq!(value("1/0", 1), Some(None));
        assert_eq!(value("n%(n-1)", 1), Some(None));
        for deep in ["(", "!", "1?", "1?1:"] {
            assert_eq!(value(&deep.repeat(100_000), 1), None);
        }
        assert_eq!(value(&format!("{}n{}", "(".repeat(60), ")".repeat(60)), 7), Some(Some(7)));
    }

    #[test]
    fn headers() {
        let forms = Forms::of_header(b"Project: x\nPlural-Forms:  nplurals=3; plural=n%3;\nOther: y\n");
        assert_eq!((0..4).map(|n| forms.index(n)).collect::<Vec<_>>(), [Some(0), Some(1), Some(2), Some(0)]);
        let too_few = Forms::of_header(b"Plural-Forms: nplurals=2; plural=n;");
        assert_eq!(too_few.index(2), None);
        for broken in [&b""[..], b"Plural-Forms:", b"Plural-Forms: nplurals=x; plural=n;", b"Plural-Forms: nplurals=2;"]
        {
            assert_eq!(Forms::of_header(broken), Forms::DEFAULT);
        }
        assert_eq!((Forms::DEFAULT.index(1), Forms::DEFAULT.index(0)), (Some(0), Some(1)));
    }

    #[test]
    fn any_text_is_harmless() {
        const TOKENS: &[u8] = b"nn019()?:!=<>&|+*/% -";
        let mut random = 1u64;
        for _ in 0..100_000 {
            let mut rule = Vec::new();
            for _ in 0..random % 40 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                rule.push(TOKENS[(random >> 33) as usize % TOKENS.len()]);
            }
            random = random.rotate_left(17).wrapping_add(1);
            evaluate(&rule, random);
        }
    }
}
