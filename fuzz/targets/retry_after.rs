#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| threadline_fuzz::retry_after::run(data));
