use crate::fake::{FakeHeymarket, FakeQlara, FakeReply, FakeRequest};

/// Where the paths of the fake Qlara begin.
const QLARA: &str = "/api/partner-gateway/";

/// Both services at one address.
#[derive(Debug, Clone)]
pub struct FakeServices {
    /// What answers all but Qlara's paths.
    pub heymarket: FakeHeymarket,
    /// What answers below `/api/partner-gateway/`.
    pub qlara: FakeQlara,
}

impl FakeServices {
    /// Handles one request.
    pub fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        if request.target.starts_with(QLARA) {
            self.qlara.handle(request)
        } else {
            self.heymarket.handle(request)
        }
    }

    /// Forgets all that was done since the beginning; the options stay.
    pub fn reset(&mut self) {
        self.heymarket.reset();
        self.qlara.reset();
    }
}
