export default async function Page({ searchParams }) {
  return <output>{`Sent as ${(await searchParams).id}.`}</output>;
}
