//! Arithmetic expansion: the operators of C on `long` values, as XCU 2.6.4 has them.

use super::expand::Error;

/// The variables.
pub trait Variables {
    /// The value of one; 0 if it is not set.
    fn value(&mut self, name: &[u8]) -> Result<i64, Error>;
    /// Sets one.
    fn set(&mut self, name: &[u8], value: i64) -> Result<(), Error>;
}

/// How deep an expression may be nested.
const DEEPEST: u32 = 100;

struct Reader<'a, V> {
    text: &'a [u8],
    at: usize,
    depth: u32,
    /// What is read now is not evaluated.
    idle: bool,
    variables: &'a mut V,
}

/// The value of an expression.
pub fn evaluate(text: &[u8], variables: &mut impl Variables) -> Result<i64, Error> {
    let mut reader = Reader { text, at: 0, depth: 0, idle: false, variables };
    reader.space();
    // Nothing is 0, as in shells.
    if reader.at == text.len() {
        return Ok(0);
    }
    let value = reader.assignment()?;
    if reader.at == text.len() { Ok(value) } else { Err(Error::Syntax) }
}

/// The number that `text` is.
pub fn number(text: &[u8]) -> Result<i64, Error> {
    let (digits, base) = match text {
        [b'0', b'x' | b'X', digits @ ..] => (digits, 16),
        [b'0', digits @ ..] if !digits.is_empty() => (digits, 8),
        _ => (text, 10),
    };
    if digits.is_empty() {
        return Err(Error::Syntax);
    }
    digits.iter().try_fold(0i64, |value, &digit| {
        let digit = char::from(digit).to_digit(base).ok_or(Error::Syntax)?;
        value.checked_mul(i64::from(base)).and_then(|value| value.checked_add(i64::from(digit))).ok_or(Error::Syntax)
    })
}

/// The binary operators with their precedence, longer ones first.
const OPERATORS: [(&[u8], u8); 18] = [
    (b"||", 1),
    (b"&&", 2),
    (b"==", 6),
    (b"!=", 6),
    (b"<<", 8),
    (b">>", 8),
    (b"<=", 7),
    (b">=", 7),
    (b"|", 3),
    (b"^", 4),
    (b"&", 5),
    (b"<", 7),
    (b">", 7),
    (b"+", 9),
    (b"-", 9),
    (b"*", 10),
    (b"/", 10),
    (b"%", 10),
];

fn apply(operator: &[u8], left: i64, right: i64) -> Result<i64, Error> {
    Ok(match operator {
        b"==" => i64::from(left == right),
        b"!=" => i64::from(left != right),
        b"<<" => left.wrapping_shl(right as u32),
        b">>" => left.wrapping_shr(right as u32),
        b"<=" => i64::from(left <= right),
        b">=" => i64::from(left >= right),
        b"|" => left | right,
        b"^" => left ^ right,
        b"&" => left & right,
        b"<" => i64::from(left < right),
        b">" => i64::from(left > right),
        b"+" => left.wrapping_add(right),
        b"-" => left.wrapping_sub(right),
        b"*" => left.wrapping_mul(right),
        b"/" | b"%" if right == 0 => return Err(Error::Syntax),
        b"/" => left.wrapping_div(right),
        _ => left.wrapping_rem(right),
    })
}

impl<V: Variables> Reader<'_, V> {
    fn rest(&self) -> &[u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    /// Reads `text`, if it is next.
    fn takes(&mut self, text: &[u8]) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
            self.space();
        }
        is_next
    }

    fn name_length(&self) -> usize {
        let rest = self.rest();
        if rest.first().is_some_and(u8::is_ascii_digit) {
            return 0;
        }
        rest.iter().take_while(|&&byte| byte == b'_' || byte.is_ascii_alphanumeric()).count()
    }

    fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Error::Space) } else { Ok(()) }
    }

    fn assignment(&mut self) -> Result<i64, Error> {
        self.enter()?;
        let begin = self.at;
        let length = self.name_length();
        if length > 0 {
            self.at += length;
            self.space();
            let rest = self.rest();
            let operator = OPERATORS.iter().map(|operator| operator.0).find(|operator| {
                !matches!(*operator, b"||" | b"&&" | b"==" | b"!=" | b"<=" | b">=" | b"<" | b">")
                    && rest.starts_with(operator)
                    && rest.get(operator.len()) == Some(&b'=')
            });
            let plain = rest.first() == Some(&b'=') && rest.get(1) != Some(&b'=');
            if plain || operator.is_some() {
                self.at += operator.map_or(0, <[u8]>::len) + 1;
                self.space();
                let right = self.assignment()?;
                let text = self.text;
                let name = text.get(begin..begin + length).unwrap_or_default();
                let value = match operator {
                    _ if self.idle => 0,
                    Some(operator) => apply(operator, self.variables.value(name)?, right)?,
                    None => right,
                };
                if !self.idle {
                    self.variables.set(name, value)?;
                }
                self.depth -= 1;
                return Ok(value);
            }
            self.at = begin;
        }
        let value = self.choice()?;
        self.depth -= 1;
        Ok(value)
    }

    fn choice(&mut self) -> Result<i64, Error> {
        let condition = self.binary(1)?;
        if !self.takes(b"?") {
            return Ok(condition);
        }
        let idle = self.idle;
        self.idle = idle || condition == 0;
        let yes = self.assignment()?;
        if !self.takes(b":") {
            return Err(Error::Syntax);
        }
        self.idle = idle || condition != 0;
        let no = self.assignment()?;
        self.idle = idle;
        Ok(if condition != 0 { yes } else { no })
    }

    /// Operators of at least this precedence.
    fn binary(&mut self, least: u8) -> Result<i64, Error> {
        let mut left = self.unary()?;
        loop {
            let rest = self.rest();
            let Some(&(operator, precedence)) = OPERATORS.iter().find(|operator| rest.starts_with(operator.0)) else {
                return Ok(left);
            };
            if precedence < least {
                return Ok(left);
            }
            self.takes(operator);
            let idle = self.idle;
            let short = operator == b"||" && left != 0 || operator == b"&&" && left == 0;
            self.idle = idle || short;
            let right = self.binary(precedence + 1)?;
            self.idle = idle;
            left = match operator {
                b"||" => i64::from(left != 0 || right != 0),
                b"&&" => i64::from(left != 0 && right != 0),
                _ if idle => 0,
                _ => apply(operator, left, right)?,
            };
        }
    }

    fn unary(&mut self) -> Result<i64, Error> {
        self.enter()?;
        let value = if self.takes(b"-") {
            self.unary()?.wrapping_neg()
        } else if self.takes(b"+") {
            self.unary()?
        } else if self.takes(b"~") {
            !self.unary()?
        } else if self.takes(b"!") {
            i64::from(self.unary()? == 0)
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Ok(value)
    }

    fn primary(&mut self) -> Result<i64, Error> {
        if self.takes(b"(") {
            let value = self.assignment()?;
            return if self.takes(b")") { Ok(value) } else { Err(Error::Syntax) };
        }
        let begin = self.at;
        let name = self.name_length();
        let length = if name > 0 { name } else { self.rest().iter().take_while(|b| b.is_ascii_alphanumeric()).count() };
        self.at += length;
        self.space();
        let text = self.text;
        let word = text.get(begin..begin + length).unwrap_or_default();
        match name {
            0 => number(word),
            _ if self.idle => Ok(0),
            _ => self.variables.value(word),
        }
    }
}
