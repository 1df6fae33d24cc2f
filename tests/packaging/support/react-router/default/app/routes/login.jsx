export default function Page() {
  return <h1>Who are you?</h1>;
}
