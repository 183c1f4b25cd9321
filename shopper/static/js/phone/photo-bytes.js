// What a phone's camera makes, made small: upright, at most 1600 px, without the place and time that
// cameras write into it. What this browser cannot read goes as it is; the server says whether it can.
const LONGEST = 1600;
const QUALITY = 0.82;
const MOST = 12e6;

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function redrawn(bitmap) {
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  if (!blob) throw new Error("no memory for a photo of this size");
  return { blob, width: canvas.width, height: canvas.height };
}

// {bytes, type, width, height, sha256}; width is null for what this browser cannot read, bytes null where
// that is more than the server takes.
export async function readPhoto(file) {
  let made = { blob: file, width: null, height: null };
  try {
    made = await redrawn(await createImageBitmap(file));
  } catch {
    if (file.size > MOST) return { bytes: null };
  }
  const bytes = await made.blob.arrayBuffer();
  const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
  return { bytes, type: made.blob.type, width: made.width, height: made.height, sha256 };
}
