// A view of a crystal's cell on a canvas: balls, bonds between metals and non-metals, edges of the cell. It can be turned
// by dragging and by the arrow keys.
//
// A structure has `lattice` (a, b, c in angstrom, alpha, beta, gamma in degrees), `species` (a symbol for each atom), `frac`
// (x, y, z of every atom, flat) and `kinds` (radius in angstrom, metal or not, and colour, by symbol).

/** Cell vectors in angstrom, row by row, a along x. */
function cellRows([a, b, c, alpha, beta, gamma]) {
  const r = Math.PI / 180;
  const ca = Math.cos(alpha * r), cb = Math.cos(beta * r), cg = Math.cos(gamma * r), sg = Math.sin(gamma * r);
  const y = (ca - cb * cg) / sg;
  return [[a, 0, 0], [b * cg, b * sg, 0], [c * cb, c * y, c * Math.sqrt(Math.max(0, 1 - cb * cb - y * y))]];
}
function place(rows, f) {
  return [0, 1, 2].map(k => f[0] * rows[0][k] + f[1] * rows[1][k] + f[2] * rows[2][k]);
}
/** Atoms of the cell, and once more on the faces opposite to those they lie on. */
function atoms(s) {
  const all = [];
  for (let i = 0; i < s.species.length; i++) {
    const f = s.frac.slice(3 * i, 3 * i + 3).map(x => x - Math.floor(x + 1e-4));
    const images = f.map(x => x < 0.02 ? [x, x + 1] : [x]);
    for (const x of images[0]) for (const y of images[1]) for (const z of images[2]) all.push({ symbol: s.species[i], f: [x, y, z] });
  }
  return all;
}

export function cellView(canvas) {
  const pen = canvas.getContext("2d");
  let shown = null;
  // the view is turned about two axes, angles in radians
  let yaw = 0.6;
  let pitch = -0.35;

  function turned(p) {
    const x = p[0] * Math.cos(yaw) - p[1] * Math.sin(yaw);
    const t = p[0] * Math.sin(yaw) + p[1] * Math.cos(yaw);
    return [x, t * Math.sin(pitch) + p[2] * Math.cos(pitch), t * Math.cos(pitch) - p[2] * Math.sin(pitch)];
  }
  function draw() {
    const s = shown;
    const rows = cellRows(s.lattice);
    const centre = place(rows, [0.5, 0.5, 0.5]);
    const view = f => { const p = place(rows, f); return turned(p.map((x, k) => x - centre[k])); };
    let reach = 1;
    for (let i = 0; i < 8; i++) reach = Math.max(reach, Math.hypot(...view([i & 1, i >> 1 & 1, i >> 2 & 1])) + 1.5);
    const scale = canvas.width / 2 / reach;
    const spot = p => [canvas.width / 2 + p[0] * scale, canvas.height / 2 - p[1] * scale];
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const items = [];
    for (let i = 0; i < 8; i++) for (let bit = 1; bit < 8; bit <<= 1) if (!(i & bit)) {
      const from = view([i & 1, i >> 1 & 1, i >> 2 & 1]), j = i | bit, to = view([j & 1, j >> 1 & 1, j >> 2 & 1]);
      items.push({ depth: (from[2] + to[2]) / 2, paint() {
        pen.strokeStyle = "#777"; pen.lineWidth = 1.5; pen.beginPath(); pen.moveTo(...spot(from)); pen.lineTo(...spot(to)); pen.stroke(); } });
    }
    const balls = atoms(s).map(a => ({ ...a, p: view(a.f), kind: s.kinds[a.symbol] }));
    for (let i = 0; i < balls.length; i++) for (let j = 0; j < i; j++) {
      const d = Math.hypot(...balls[i].p.map((x, k) => x - balls[j].p[k]));
      if (d > 0.3 && d < 1.15 * (balls[i].kind.radius + balls[j].kind.radius) && balls[i].kind.metal !== balls[j].kind.metal) {
        // a bond ends at the surface of its balls
        const along = (one, other, r) => one.map((x, k) => x + (other[k] - x) * r / d);
        const from = along(balls[i].p, balls[j].p, 0.4 * balls[i].kind.radius);
        const to = along(balls[j].p, balls[i].p, 0.4 * balls[j].kind.radius);
        items.push({ depth: (from[2] + to[2]) / 2, paint() {
          pen.strokeStyle = "#9a9a9a"; pen.lineWidth = 0.12 * scale; pen.beginPath(); pen.moveTo(...spot(from)); pen.lineTo(...spot(to)); pen.stroke(); } });
      }
    }
    for (const ball of balls) items.push({ depth: ball.p[2], paint() {
      const [x, y] = spot(ball.p), r = 0.42 * ball.kind.radius * scale;
      const shade = pen.createRadialGradient(x - r / 3, y - r / 3, r / 8, x, y, r);
      shade.addColorStop(0, "#fff"); shade.addColorStop(0.35, ball.kind.colour); shade.addColorStop(1, ball.kind.colour);
      pen.fillStyle = shade; pen.strokeStyle = "#0008"; pen.lineWidth = 1; pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI); pen.fill(); pen.stroke(); } });
    // what is nearer to the eye is painted later
    items.sort((one, other) => other.depth - one.depth).forEach(item => item.paint());
  }

  function turn(byYaw, byPitch) {
    yaw += byYaw;
    pitch += byPitch;
    if (shown) draw();
  }

  canvas.tabIndex = 0;
  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) turn(event.movementX * 0.01, event.movementY * 0.01);
  });
  canvas.addEventListener("keydown", (event) => {
    const turns = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
    if (turns[event.key]) {
      turn(...turns[event.key]);
      event.preventDefault();
    }
  });

  return {
    show(structure) {
      shown = structure;
      draw();
    },
  };
}
