//! What a caller in Rust makes an input with: `new` with what is required, and a method for each other field.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{GenericArgument, Ident, PathArguments, Type};

use crate::field::Declared;
use crate::words::{for_rust, to_snake};

/// What a method takes for a field, and how it becomes the field's value.
struct Taken {
    ty: TokenStream,
    value: TokenStream,
}

/// The inner type of `Outer<Inner>`.
fn inner<'a>(ty: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == outer)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

fn is_bool(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("bool"))
}

fn taken(name: &Ident, ty: &Type) -> Taken {
    let items = inner(ty, "OneOrMore").or_else(|| inner(ty, "Vec"));
    if let Some(item) = items {
        return Taken {
            ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
            value: quote!(#name.into_iter().map(Into::into).collect()),
        };
    }
    if is_bool(ty) {
        return Taken { ty: quote!(bool), value: quote!(#name) };
    }
    Taken { ty: quote!(impl Into<#ty>), value: quote!(#name.into()) }
}

/// `new` and the methods of an input.
pub(crate) fn inherent(ident: &Ident, text: &str, fields: &[Declared]) -> TokenStream {
    let (arguments, _) = arguments(fields);
    let all = fields.iter().map(|field| {
        let name = &field.name;
        let taken = taken(name, &field.ty);
        let value = taken.value;
        if field.is_required() { quote!(#name: #value) } else { quote!(#name: Default::default()) }
    });
    let text = for_rust(text);
    let default = fields.iter().all(|field| !field.is_required()).then(|| {
        quote! {
            impl Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let setters = setters(fields, &quote!(self));
    quote! {
        impl #ident {
            #[doc = #text]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                #ident { #(#all),* }
            }

            #(#setters)*
        }

        #default
    }
}

/// The parameters of what is required, and what each is called.
fn arguments(fields: &[Declared]) -> (Vec<TokenStream>, Vec<Ident>) {
    let required = fields.iter().filter(|field| field.is_required());
    required
        .map(|field| {
            let name = &field.name;
            let ty = taken(name, &field.ty).ty;
            (quote!(#name: #ty), name.clone())
        })
        .unzip()
}

/// A method for each field that is not required, in whatever `place` is the input.
fn setters(fields: &[Declared], place: &TokenStream) -> Vec<TokenStream> {
    let optional = fields.iter().filter(|field| !field.is_required());
    optional
        .map(|field| {
            let name = &field.name;
            let text = for_rust(&field.text);
            let own = inner(&field.ty, "Option");
            let Taken { ty, value } = taken(name, own.unwrap_or(&field.ty));
            let value = if own.is_some() { quote!(Some(#value)) } else { value };
            quote! {
                #[doc = #text]
                #[must_use]
                pub fn #name(mut self, #name: #ty) -> Self {
                    #place.#name = #value;
                    self
                }
            }
        })
        .collect()
}

/// The client's method for an operation, and the same methods on what it gives.
pub(crate) fn client(name: &str, ident: &Ident, text: &str, fields: &[Declared]) -> TokenStream {
    let (parameters, names) = arguments(fields);
    let method = format_ident!("{}", to_snake(name));
    let setters = setters(fields, &quote!(self.input));
    let text = for_rust(text);
    quote! {
        #[cfg(feature = "client")]
        impl super::super::Client {
            #[doc = #text]
            pub fn #method(&self, #(#parameters),*) -> crate::client::RequestBuilder<#ident> {
                crate::client::RequestBuilder::new(self.core(), #ident::new(#(#names),*))
            }
        }

        #[cfg(feature = "client")]
        impl crate::client::Of<super::super::Client> for #ident {}

        #[cfg(feature = "client")]
        impl crate::client::RequestBuilder<#ident> {
            #(#setters)*
        }
    }
}

/// How an input becomes JSON.
pub(crate) fn write(ident: &Ident, fields: &[Declared]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (name, key) = (&field.name, crate::words::to_camel(&field.name.unraw().to_string()));
        quote!(writer.field(#key, &self.#name);)
    });
    quote! {
        impl crate::typed::Write for #ident {
            fn write(&self, writer: &mut crate::typed::Writer) {
                writer.open();
                #(#fields)*
                writer.close();
            }
        }
    }
}

/// How a model becomes JSON.
pub(crate) fn write_model(ident: &Ident, fields: &[Declared]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (name, key) = (&field.name, crate::words::to_camel(&field.name.unraw().to_string()));
        quote!(writer.member(#key, given, &self.#name);)
    });
    quote! {
        impl #ident {
            fn write_members(
                &self,
                writer: &mut crate::typed::Writer,
                given: Option<&[alloc::string::String]>,
            ) {
                writer.open();
                #(#fields)*
                writer.close();
            }
        }

        impl crate::typed::Write for #ident {
            fn write(&self, writer: &mut crate::typed::Writer) {
                self.write_members(writer, None);
            }

            fn write_given(
                &self,
                writer: &mut crate::typed::Writer,
                given: &[alloc::string::String],
            ) {
                self.write_members(writer, Some(given));
            }
        }
    }
}

/// How a model is read.
pub(crate) fn read(ident: &Ident, fields: &[Declared]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let name = &field.name;
        quote!(#name: reader.next(&mut fields))
    });
    quote! {
        impl crate::typed::Read for #ident {
            fn read(reader: &crate::typed::Reader<'_>, word: crate::codec::Word) -> Self {
                let mut fields = reader.object(word);
                #ident { #(#fields),* }
            }
        }
    }
}
