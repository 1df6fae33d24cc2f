use serde_json::Value;

use crate::fake::exchange::Answer;
use crate::fake::qlara::state::State;
use crate::fake::qlara::{Options, wire};
use crate::fake::refusal::Refusal;

/// All users; or a 502, which the documents name for this operation alone.
pub(crate) fn answer(state: &mut State, options: &Options, _: &Value) -> Result<Answer, Refusal> {
    if options.users_unavailable {
        return Err(Refusal::BadGateway);
    }
    Ok(wire::users(state, options))
}
