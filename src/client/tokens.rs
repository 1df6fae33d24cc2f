//! Tokens that are made of an API secret, each for as long as it is valid.

use std::sync::{Arc, Mutex};

use super::core::lock;
use super::credential::Secret;
use crate::heymarket::jwt;

/// Makes a token of a secret's id and key, issued at a time in Unix seconds.
type Sign = fn(&str, &str, u64) -> String;

/// API secrets, and the tokens that are made of them.
pub(crate) trait Signing: Send + Sync {
    /// What is wrong with the secrets.
    fn fault(&self) -> Option<&'static str>;
    /// The same secrets, for a client of their own: no token was made yet.
    fn afresh(&self) -> Arc<dyn Signing>;
    /// The ids of the secrets.
    fn ids(&self) -> Vec<String>;
    /// A valid token. `now` is the time of day, and the time by the clock that is never set.
    fn token(&self, now: [f64; 2]) -> String;
    /// The service rejected a token, at this time by its own clock.
    fn reject(&self, token: &str, there_ms: Option<f64>, here_ms: f64);
}

/// API secrets whose tokens are made here.
pub(crate) struct Secrets(Mutex<SignedTokens>);

impl Secrets {
    pub(crate) fn of(secrets: Vec<Secret>) -> Arc<dyn Signing> {
        Arc::new(Secrets(Mutex::new(SignedTokens::new(secrets))))
    }
}

impl Signing for Secrets {
    fn fault(&self) -> Option<&'static str> {
        let secrets = &lock(&self.0).secrets;
        let is_bad =
            |text: &str| text.is_empty() || text.trim() != text || text.contains(char::is_control);
        if !(1..=2).contains(&secrets.len()) {
            return Some("must be one or two secrets");
        }
        let is_any_bad = secrets.iter().any(|secret| is_bad(&secret.id) || is_bad(&secret.key));
        is_any_bad.then_some(
            "each id and key must be a non-empty string without control characters or surrounding whitespace",
        )
    }

    fn afresh(&self) -> Arc<dyn Signing> {
        Secrets::of(lock(&self.0).secrets.clone())
    }

    fn ids(&self) -> Vec<String> {
        lock(&self.0).secrets.iter().map(|secret| secret.id.clone()).collect()
    }

    fn token(&self, now: [f64; 2]) -> String {
        lock(&self.0).token(now, jwt::sign)
    }

    fn reject(&self, token: &str, there_ms: Option<f64>, here_ms: f64) {
        lock(&self.0).reject(token, there_ms, here_ms);
    }
}

/// The service takes a token for five minutes from its time on, and none of the future. So a token claims to be older
/// than it is, and is used for less time than it could be: a clock may be off by that much, either way.
const BACKDATED: f64 = 30_000.0;
const KEPT: f64 = 210_000.0;

struct SignedTokens {
    /// The one in use first.
    secrets: Vec<Secret>,
    token: Option<Token>,
    /// Milliseconds by which the service's clock is ahead of this machine's.
    skew: f64,
}

struct Token {
    text: String,
    /// By the time of day, which is what the token claims, and by the clock that is never set.
    made_at: [f64; 2],
}

impl SignedTokens {
    fn new(secrets: Vec<Secret>) -> Self {
        SignedTokens { secrets, token: None, skew: 0.0 }
    }

    /// A valid token. `now` is the time of day, and the time by the clock that is never set.
    fn token(&mut self, now: [f64; 2], sign: Sign) -> String {
        if let Some(Token { text, made_at }) = &self.token {
            // Both clocks must agree: one may be set, and the other may stop while the machine sleeps.
            let is_valid = now.iter().zip(made_at).all(|(now, made_at)| {
                let age = now - made_at;
                (0.0..KEPT).contains(&age)
            });
            if is_valid {
                return text.clone();
            }
        }
        let issued = ((now[0] + self.skew - BACKDATED) / 1_000.0).max(0.0) as u64;
        let Some(Secret { id, key }) = self.secrets.first() else { return String::new() };
        let text = sign(id, key, issued);
        self.token = Some(Token { text: text.clone(), made_at: now });
        text
    }

    /// The service rejected a token, at this time by its own clock: the next one is fresh, and of the other secret
    /// where there are two.
    fn reject(&mut self, token: &str, there_ms: Option<f64>, here_ms: f64) {
        // Of many calls whose token was rejected, the first one changes the secret.
        if self.token.as_ref().is_none_or(|known| known.text != token) {
            return;
        }
        let skew = there_ms.map_or(0.0, |there| there - here_ms);
        let is_wrong_clock = (skew - self.skew).abs() > BACKDATED;
        self.skew = skew;
        self.token = None;
        // If the token was of the wrong time, the same secret may do at the right one.
        if !is_wrong_clock {
            self.secrets.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heymarket::jwt::sign;
    use zeroize::Zeroizing;

    const NOON: f64 = 1_772_366_400_000.0;

    fn secret(id: &str) -> Secret {
        Secret { id: id.into(), key: Zeroizing::new("key".into()) }
    }

    #[test]
    fn a_token_is_kept_while_both_clocks_say_that_it_is_valid() {
        let mut tokens = SignedTokens::new(vec![secret("a")]);
        let first = tokens.token([NOON, 0.0], sign);
        assert_eq!(first, sign("a", "key", 1_772_366_370));
        assert_eq!(tokens.token([NOON + 209_000.0, 209_000.0], sign), first);
        assert_ne!(tokens.token([NOON + 209_000.0, 211_000.0], sign), first);
        assert_ne!(tokens.token([NOON + 500_000.0, 212_000.0], sign), first);
    }

    #[test]
    fn a_rejected_token_is_followed_by_one_of_the_other_secret_unless_the_clock_was_wrong() {
        let mut tokens = SignedTokens::new(vec![secret("a"), secret("b")]);
        let first = tokens.token([NOON, 0.0], sign);
        tokens.reject(&first, Some(NOON), NOON);
        let second = tokens.token([NOON, 0.0], sign);
        assert_eq!(second, sign("b", "key", 1_772_366_370));
        // Rejected by many calls, it changes the secret once.
        tokens.reject(&first, Some(NOON), NOON);
        assert_eq!(tokens.token([NOON, 0.0], sign), second);
        // An hour behind: the same secret, an hour later.
        tokens.reject(&second, Some(NOON + 3_600_000.0), NOON);
        assert_eq!(tokens.token([NOON, 0.0], sign), sign("b", "key", 1_772_369_970));
    }
}
