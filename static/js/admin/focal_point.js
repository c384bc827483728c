// A click on the picture sets its focal point; the two number fields stay the way by keyboard.

const image = document.querySelector(".image-frame img");
const across = document.getElementById("id_focal_x");
const down = document.getElementById("id_focal_y");

if (image && across && down) {
  const marker = document.createElement("span");
  marker.className = "image-focus";
  image.parentElement.append(marker);

  const show = () => {
    marker.style.left = `${100 * Number(across.value)}%`;
    marker.style.top = `${100 * Number(down.value)}%`;
  };
  const within = (value) => Math.min(1, Math.max(0, value)).toFixed(3);

  image.addEventListener("click", (event) => {
    across.value = within(event.offsetX / image.clientWidth);
    down.value = within(event.offsetY / image.clientHeight);
    show();
  });
  for (const input of [across, down]) input.addEventListener("input", show);
  show();
}
