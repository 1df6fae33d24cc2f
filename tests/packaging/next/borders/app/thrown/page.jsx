import { errorOf, sentAnew } from "../../errors.js";
import { Boundary, Collected } from "./boundary.jsx";

export const dynamic = "force-dynamic";

async function Throws({ name }) {
  throw errorOf(name);
}

export default async function Page() {
  const sent = await sentAnew();
  return (
    <Collected sent={sent}>
      {Object.keys(sent).map((name) => (
        <Boundary key={name} name={name}>
          <Throws name={name} />
        </Boundary>
      ))}
    </Collected>
  );
}
