//! Exact decimals: 1.2万亿 is 1200000000000 and 3.4% is 0.034 to the last digit.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// The whole number `n`.
    pub const fn from_int(n: i128) -> Self {
        Decimal { mantissa: n, scale: 0 }
    }

    /// `mantissa / 10^scale`, e.g. (12, 1) for 1.2.
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        Decimal { mantissa, scale }
    }

    /// This value times 10 to the power of `n`; none when it grows out of range.
    pub fn shift(self, n: i32) -> Option<Self> {
        let scale = i64::from(self.scale) - i64::from(n);
        if scale >= 0 {
            return Some(Decimal { mantissa: self.mantissa, scale: u32::try_from(scale).ok()? });
        }
        let factor = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
        Some(Decimal { mantissa: self.mantissa.checked_mul(factor)?, scale: 0 })
    }

    /// The sum; none when it grows out of range.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Decimal { mantissa: self.at(scale)?.checked_add(other.at(scale)?)?, scale })
    }

    /// The product; none when it grows out of range.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(other.mantissa)?, scale: self.scale.checked_add(other.scale)? })
    }

    /// Whether the value is nought.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The mantissa at a scale at least as fine; none when it grows out of range.
    pub(super) fn at(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let scale = self.scale.max(other.scale);
        Some(self.at(scale)?.cmp(&other.at(scale)?))
    }
}

impl fmt::Display for Decimal {
    /// In plain digits, without needless noughts: `0.034`, `1200000000000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, rest) = digits.split_at(digits.len() - self.scale as usize);
        let rest = rest.trim_end_matches('0');
        if rest.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}
