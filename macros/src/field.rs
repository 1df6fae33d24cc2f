//! A field of a declaration, and what its `#[field(…)]` may say:
//! - `wire = "key"`: the service's key, where it is not the field's name;
//! - of requests: `query` (travels in the query), `whole_body` (is the whole body), `default` (an object
//!   of which nothing is required), `reserved("a", …)` (values that would mean another route), `not_empty` (text that must not be empty), `line` (text
//!   without control characters), `instant` (a timestamp that must say its offset);
//! - of responses: `alias("key", …)` (further keys), `id_alias("key", …)` (further keys that hold the
//!   object's id alone), `bare_id` (under the field's own key, too, that may be all), `part(place, "key", …)` (further keys that hold one of the object's fields alone, and
//!   that others go by as well), `opposite = "key"` (a key whose boolean says the opposite), `flag` (a boolean
//!   that may come as an integer), `count` (a whole number in any form), `phone` (text that can be a phone
//!   number), `text_in("key", …)` (text that may come inside of an object), `one_of` (one of its type's values, in
//!   any letter case);
//! - of webhooks' events: `made` (has no key: the reader of the webhook makes it).

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, Error, Field, Ident, LitInt, LitStr, Result, Type};

use crate::words::doc_text;

#[derive(Default)]
struct Options {
    wire: Option<LitStr>,
    query: bool,
    whole_body: bool,
    default: bool,
    reserved: Vec<LitStr>,
    /// The kind, where it is not the type's own.
    kind: Option<TokenStream>,
    made: bool,
    bare_id: bool,
    opposite: Option<LitStr>,
    one_of: bool,
    aliases: Vec<LitStr>,
    id_aliases: Vec<LitStr>,
    /// By the place of the field in its object.
    parts: Vec<(LitInt, LitStr)>,
}

/// One field, read.
pub(crate) struct Declared {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) text: String,
    options: Options,
}

impl Declared {
    /// Reads a field and takes its `#[field(…)]` away.
    pub(crate) fn take(field: &mut Field) -> Result<Self> {
        let name =
            field.ident.clone().ok_or_else(|| Error::new_spanned(&*field, "needs a name"))?;
        let mut options = Options::default();
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("field")) {
            options.read(attribute)?;
        }
        field.attrs.retain(|attribute| !attribute.path().is_ident("field"));
        let text = doc_text(&field.attrs);
        if text.is_empty() {
            return Err(Error::new(name.span(), "a field needs a doc comment"));
        }
        Ok(Declared { name, ty: field.ty.clone(), text, options })
    }

    /// Whether an input has to be given it when it is made.
    pub(crate) fn is_required(&self) -> bool {
        !(self.is_option() || self.is_list() || self.options.default)
    }

    pub(crate) fn is_option(&self) -> bool {
        self.is("Option")
    }

    pub(crate) fn is_list(&self) -> bool {
        self.is("Vec")
    }

    fn is(&self, name: &str) -> bool {
        let Type::Path(path) = &self.ty else { return false };
        path.path.segments.last().is_some_and(|segment| segment.ident == name)
    }

    /// The field's entry in the table; `body` says where it travels if nothing else does.
    pub(crate) fn table(&self, path: &str, body: bool) -> TokenStream {
        let (ty, name) = (&self.ty, self.name.unraw().to_string());
        let wire = self.options.wire.as_ref().map_or_else(|| name.clone(), LitStr::value);
        let wire = if self.options.made { String::new() } else { wire };
        let mut own = quote!(<#ty as crate::schema::Value>::KIND);
        if self.options.bare_id {
            own = quote!(#own.bare(0));
        }
        if self.options.one_of {
            own = quote!(crate::schema::Kind::OneOf(<#ty as crate::schema::Value>::VALUES));
        }
        let kind = self.options.kind.clone().unwrap_or(own);
        let place = if path.contains(&format!("{{{name}}}")) {
            quote!(Path)
        } else if self.options.whole_body {
            quote!(WholeBody)
        } else if self.options.query || !body {
            quote!(Query)
        } else {
            quote!(Body)
        };
        let Options { aliases, id_aliases, parts, reserved, .. } = &self.options;
        let parts = parts.iter().map(
            |(place, key)| quote!(crate::schema::Alias { key: #key, kind: #kind.part(#place) }),
        );
        let opposite = match &self.options.opposite {
            Some(key) => quote!(Some(#key)),
            None => quote!(None),
        };
        quote! {
            crate::schema::Field {
                name: #name,
                wire: #wire,
                kind: #kind,
                required: <#ty as crate::schema::Value>::REQUIRED,
                place: crate::schema::Place::#place,
                reserved: &[#(#reserved),*],
                aliases: &[
                    #(crate::schema::Alias { key: #aliases, kind: #kind },)*
                    #(crate::schema::Alias { key: #id_aliases, kind: #kind.bare(0) },)*
                    #(#parts,)*
                ],
                opposite: #opposite,
            }
        }
    }

    pub(crate) fn doc(&self) -> TokenStream {
        let (ty, text) = (&self.ty, &self.text);
        quote! {
            crate::schema::FieldDoc {
                text: #text,
                values: <#ty as crate::schema::Value>::VALUES,
                nested: <#ty as crate::schema::Value>::DOC,
            }
        }
    }
}

impl Options {
    fn read(&mut self, attribute: &Attribute) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            match meta.path.require_ident()?.to_string().as_str() {
                "wire" => self.wire = Some(meta.value()?.parse()?),
                "opposite" => self.opposite = Some(meta.value()?.parse()?),
                "query" => self.query = true,
                "whole_body" => self.whole_body = true,
                "default" => self.default = true,
                "reserved" => self.reserved = strings(&meta)?,
                "flag" => self.kind = Some(quote!(crate::schema::Kind::Flag)),
                "count" => self.kind = Some(quote!(crate::schema::Kind::Count)),
                "not_empty" => self.kind = Some(quote!(crate::schema::Kind::SomeText)),
                "line" => self.kind = Some(quote!(crate::schema::Kind::Line)),
                "instant" => self.kind = Some(quote!(crate::schema::Kind::Instant)),
                "text_in" => {
                    let keys = strings(&meta)?;
                    self.kind = Some(quote! {
                        crate::schema::Kind::Enveloped(&[#(#keys),*], &crate::schema::Kind::Text)
                    });
                }
                "one_of" => self.one_of = true,
                "phone" => self.kind = Some(quote!(crate::schema::Kind::PhoneText)),
                "part" => self.parts.extend(parts(&meta)?),
                "made" => self.made = true,
                "bare_id" => self.bare_id = true,
                "alias" => self.aliases = strings(&meta)?,
                "id_alias" => self.id_aliases = strings(&meta)?,
                _ => return Err(meta.error("unknown here: macros/src/field.rs has the words")),
            }
            Ok(())
        })
    }
}

/// A place and keys.
fn parts(meta: &syn::meta::ParseNestedMeta<'_>) -> Result<Vec<(LitInt, LitStr)>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let place: LitInt = content.parse()?;
    content.parse::<syn::Token![,]>()?;
    let keys = content.parse_terminated(<LitStr as syn::parse::Parse>::parse, syn::Token![,])?;
    Ok(keys.into_iter().map(|key| (place.clone(), key)).collect())
}

pub(crate) fn strings(meta: &syn::meta::ParseNestedMeta<'_>) -> Result<Vec<LitStr>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let list = content.parse_terminated(<LitStr as syn::parse::Parse>::parse, syn::Token![,])?;
    Ok(list.into_iter().collect())
}
